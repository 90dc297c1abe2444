package dev.comm.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A rule that decides what happens to each frame that a member sends. The kit applies the rule once to each frame, in
 * the order of sending, on the thread of the simulation or of a proxy. The rule must not wait.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FrameRule {
    /** Returns the verdict on a frame. */
    FrameVerdict apply(Frame frame);

    /** Returns a rule with the same verdict for all frames that match. */
    static FrameRule all(Predicate<Frame> which, FrameVerdict verdict) {
        return frame -> which.test(frame) ? verdict : FrameVerdict.pass();
    }

    /** Returns a rule with the same verdict for the given number of frames that match. Later frames pass. */
    static FrameRule next(int count, Predicate<Frame> which, FrameVerdict verdict) {
        AtomicInteger left = new AtomicInteger(count);
        return frame -> which.test(frame) && left.getAndDecrement() > 0 ? verdict : FrameVerdict.pass();
    }

    /** The handle of a rule in force. Closing the handle ends the rule. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    interface Handle extends AutoCloseable {
        /** Returns the number of frames for which the rule did not say {@link FrameVerdict#pass}. */
        int hits();

        /** Ends the rule. The kit does not apply it to later frames. */
        @Override
        void close();
    }
}
