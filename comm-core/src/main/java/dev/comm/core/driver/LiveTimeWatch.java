package dev.comm.core.driver;

import dev.comm.api.launch.Launch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of rank 0 to a scheduler for the time that is left, because a limit may be changed during the run. It
 * asks at half of the rest, but after 10 minutes at the latest and after 30 seconds at the earliest. It has a thread of
 * its own, since an answer may take seconds.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LiveTimeWatch {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CHANGE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final Launch launch;
    private final LongSupplier clock;
    private final Pause pause;
    private final CountDownLatch closed;
    private Thread thread;
    private boolean isLimited;
    private long endNanos;

    /**
     * Creates a watch that does not ask yet.
     *
     * @param known the rest that is known, or null without a limit
     * @param clock a clock in nanoseconds
     */
    static LiveTimeWatch of(Launch launch, Duration known, LongSupplier clock) {
        CountDownLatch closed = new CountDownLatch(1);
        Pause pause = nanos -> closed.await(nanos, TimeUnit.NANOSECONDS);
        return new LiveTimeWatch(launch, known, clock, pause, closed);
    }

    LiveTimeWatch(Launch launch, Duration known, LongSupplier clock, Pause pause, CountDownLatch closed) {
        this.launch = launch;
        this.clock = clock;
        this.pause = pause;
        this.closed = closed;
        know(known == null ? UNLIMITED : known);
    }

    /** A pause between two questions. */
    @FunctionalInterface
    interface Pause {
        /** Waits, and returns whether the watch was closed. */
        boolean isClosedAfter(long nanos) throws InterruptedException;
    }

    /**
     * Begins to ask.
     *
     * @param told receives each answer: the time that is left in nanoseconds, or -1 without a limit
     */
    public void start(LongConsumer told) {
        thread = new Thread(() -> run(told), "comm-live-time");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks until the watch is closed. */
    void run(LongConsumer told) {
        try {
            while (!pause.isClosedAfter(pauseNanos())) {
                answer().ifPresent(rest -> {
                    know(rest);
                    told.accept(isLimited ? restNanos() : -1);
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Duration> answer() {
        try {
            Optional<Duration> answer = launch.restNow();
            answer.filter(rest -> Math.abs(rest.toNanos() - restNanos()) > CHANGE_NANOS)
                    .filter(rest -> isLimited && rest.compareTo(UNLIMITED) < 0)
                    .ifPresent(
                            rest -> LOG.info("the scheduler changed the time limit: {} s are left", rest.toSeconds()));
            return answer;
        } catch (RuntimeException e) {
            LOG.debug("the scheduler did not say how much time is left", e);
            return Optional.empty();
        }
    }

    private void know(Duration rest) {
        isLimited = rest.compareTo(UNLIMITED) < 0;
        endNanos = clock.getAsLong() + (isLimited ? rest.toNanos() : 0);
    }

    private long restNanos() {
        return Math.max(0, endNanos - clock.getAsLong());
    }

    private long pauseNanos() {
        long half = isLimited ? restNanos() / 2 : LONGEST_PAUSE_NANOS;
        return Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, half));
    }

    /** Ends the questions, also one that is open. */
    public void close() {
        closed.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
