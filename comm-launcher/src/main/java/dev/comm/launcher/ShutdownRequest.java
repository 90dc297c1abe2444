package dev.comm.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The request that a signal to this JVM causes. It keeps the JVM alive until the request is done. */
final class ShutdownRequest {
    /** The time after the grace for SIGKILL, the report and the last line of output. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private ShutdownRequest(Duration grace, Runnable request) {
        this.hook = new Thread(() -> hold(grace.plus(MARGIN), request), "comm-run-shutdown");
    }

    static ShutdownRequest install(Duration grace, Runnable request) {
        ShutdownRequest made = new ShutdownRequest(grace, request);
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    private void hold(Duration atMost, Runnable request) {
        request.run();
        try {
            finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the request after the run. A JVM that is ending continues to end; otherwise the hook is removed. */
    void finished() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the JVM is ending, so the hook runs
        }
    }
}
