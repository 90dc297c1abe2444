package dev.comm.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Decides the fate of each frame that a member sends. It is asked once for each frame, in the order of sending, on the
 * thread of the simulation or of a proxy. It must not wait.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FrameRule {
    /** The fate of a frame. */
    FrameVerdict apply(Frame frame);

    /** The same verdict for all frames of a kind. */
    static FrameRule all(Predicate<Frame> which, FrameVerdict verdict) {
        return frame -> which.test(frame) ? verdict : FrameVerdict.pass();
    }

    /** The same verdict for the given number of frames of a kind; later frames pass. */
    static FrameRule next(int count, Predicate<Frame> which, FrameVerdict verdict) {
        AtomicInteger left = new AtomicInteger(count);
        return frame -> which.test(frame) && left.getAndDecrement() > 0 ? verdict : FrameVerdict.pass();
    }

    /** A rule in force; closing it ends it. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Handle extends AutoCloseable {
        /** Frames for which the rule did not say {@link FrameVerdict#pass}. */
        int hits();

        /** From now on the rule is not asked. */
        @Override
        void close();
    }
}
