package dev.comm.transport.tcp.select;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small thread pool for tasks that would block the polling side too long. The queue is bounded, and idle threads end.
 */
public final class TaskPool {
    /**
     * The number of threads for key exchange, signatures and certificate chains. The limit leaves processors for other
     * work during a flood of strangers.
     */
    public static final int THREADS_OF_HANDSHAKES =
            Math.min(2 * Runtime.getRuntime().availableProcessors(), 8);

    /** The number of threads for name resolution. There are two, so that one hanging look-up does not block another. */
    public static final int THREADS_OF_NAMES = 2;

    private static final int WAITING_MAX = 1_024;
    private static final int IDLE_SECONDS = 2;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ThreadPoolExecutor executor;

    /** Creates a pool whose threads have the given name followed by a number. */
    public TaskPool(String name, int threads) {
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), body -> {
                    Thread thread = new Thread(body, name + NUMBERS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Queues a task. Returns false if the queue is full. */
    public boolean offer(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        } catch (OutOfMemoryError e) {
            return false; // no thread can be created now, so the caller retries, or its connection fails alone
        }
    }

    /** Removes a task that has not started. */
    public void withdraw(Runnable task) {
        executor.remove(task);
    }

    public void close() {
        executor.shutdownNow();
    }
}
