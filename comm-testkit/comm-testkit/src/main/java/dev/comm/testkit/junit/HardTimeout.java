package dev.comm.testkit.junit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The hard timeout of a test, for tests that do not end. The test runs on a thread of its own, which is abandoned after
 * the timeout with a dump of all threads.
 */
final class HardTimeout {
    private static final int FRAMES_MAX = 40;

    private final Duration time;
    private final String name;

    HardTimeout(Duration time, String name) {
        this.time = time;
        this.name = name;
    }

    <T> T call(Callable<T> work) throws Throwable {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "comm-test " + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            AssertionError late = late(thread);
            thread.interrupt();
            throw late;
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private AssertionError late(Thread thread) {
        AssertionError error = new AssertionError(
                "the test did not end within " + time + "; comm.test.timeout gives it more. All threads:\n" + dump());
        error.setStackTrace(thread.getStackTrace());
        return error;
    }

    static String dump() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().getName()))
                .forEach(each -> {
                    text.append('"').append(each.getKey().getName()).append("\" ");
                    text.append(each.getKey().getState()).append('\n');
                    Arrays.stream(each.getValue())
                            .limit(FRAMES_MAX)
                            .forEach(frame ->
                                    text.append("    at ").append(frame).append('\n'));
                });
        return text.toString();
    }
}
