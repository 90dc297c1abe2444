package dev.comm.testkit.live.loopback;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A timer that runs planned actions, one at a time and each as one step. While an action runs, no member records an
 * event. A time that is planned before the run counts from its start.
 */
final class LoopbackTimer implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final List<Planned> early = new ArrayList<>();
    private ScheduledThreadPoolExecutor thread;
    private Object world;
    private Consumer<Throwable> failures;
    private int pending;
    private boolean over;

    /** Plans an action for the given time after now, or after the start if the run has not begun. */
    synchronized void after(long nanos, Runnable action) {
        if (over) {
            return;
        }
        pending++;
        if (thread == null) {
            early.add(new Planned(nanos, action));
        } else {
            thread.schedule(() -> happen(action), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Runs an action again and again. It does not count as planned. */
    synchronized void every(long nanos, Runnable action) {
        thread.scheduleWithFixedDelay(() -> guarded(action), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs an action later that the test did not plan. */
    synchronized void later(long nanos, Runnable action) {
        if (!over) {
            thread.schedule(() -> guarded(action), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Starts the time of the run.
     *
     * @param monitor the monitor that is held while an action runs
     * @param errors the listener for the exception of an action
     */
    synchronized void start(Object monitor, Consumer<Throwable> errors) {
        world = monitor;
        failures = errors;
        thread = new ScheduledThreadPoolExecutor(1, body -> {
            Thread made = new Thread(body, "comm-loopback-timer");
            made.setDaemon(true);
            return made;
        });
        early.forEach(each -> thread.schedule(() -> happen(each.action), each.nanos, TimeUnit.NANOSECONDS));
        early.clear();
    }

    private void happen(Runnable action) {
        guarded(() -> {
            synchronized (this) {
                pending--;
            }
            action.run();
        });
    }

    private void guarded(Runnable action) {
        try {
            synchronized (world) {
                if (!isOver()) {
                    action.run();
                }
            }
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Returns whether an action that the test planned has not happened yet. */
    synchronized boolean isPending() {
        return pending > 0;
    }

    /** Ends the timer, which runs no further actions. */
    @Override
    public void close() throws InterruptedException {
        ScheduledThreadPoolExecutor running;
        synchronized (this) {
            over = true;
            running = thread;
        }
        if (running != null) {
            running.shutdownNow();
            running.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        }
    }

    private record Planned(long nanos, Runnable action) {}
}
