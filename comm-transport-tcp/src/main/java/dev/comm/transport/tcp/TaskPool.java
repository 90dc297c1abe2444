package dev.comm.transport.tcp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what is costly in a handshake: key exchange, signatures, chains of certificates. Few, so that a flood of
 * strangers leaves processors for the others, and none when there are no handshakes.
 */
final class TaskPool {
    static final int THREADS_MAX = Math.min(2 * Runtime.getRuntime().availableProcessors(), 8);
    private static final int WAITING_MAX = 1_024;
    private static final int IDLE_SECONDS = 2;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            TaskPool::thread);

    TaskPool() {
        executor.allowCoreThreadTimeOut(true);
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "comm-tls-" + NUMBERS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Has it run soon; false if too much waits already. */
    boolean offer(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
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
