package dev.comm.transport.tcp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what would keep the polling side too long. Few, a bounded number of tasks, and none when idle. */
final class TaskPool {
    /** For key exchange, signatures, chains of certificates: a flood of strangers leaves processors for the others. */
    static final int THREADS_OF_HANDSHAKES = Math.min(2 * Runtime.getRuntime().availableProcessors(), 8);

    /** For names: a name service that hangs does not keep the second master's name waiting. */
    static final int THREADS_OF_NAMES = 2;

    private static final int WAITING_MAX = 1_024;
    private static final int IDLE_SECONDS = 2;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ThreadPoolExecutor executor;

    /** A pool whose threads bear this name. */
    TaskPool(String name, int threads) {
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), body -> {
                    Thread thread = new Thread(body, name + NUMBERS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Has it run soon; false if too much waits already. */
    boolean offer(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        } catch (OutOfMemoryError e) {
            return false; // the system gives no thread now; whoever asks tries again or fails alone
        }
    }

    /** Takes back what has not begun. */
    void withdraw(Runnable task) {
        executor.remove(task);
    }

    void close() {
        executor.shutdownNow();
    }
}
