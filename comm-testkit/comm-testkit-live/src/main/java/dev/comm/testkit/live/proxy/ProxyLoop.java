package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** The one thread of a proxy, or of all proxies of a cluster. It selects, runs tasks, and runs timed tasks. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProxyLoop implements AutoCloseable {
    private static final long END_MILLIS = 10_000;
    private static final long LONGEST_MILLIS = 1_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timed> timed = new PriorityQueue<>();
    private long nextNumber;
    private volatile boolean ended;
    private volatile Throwable failure;

    public ProxyLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy has no selector", e);
        }
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The handler of a registered channel. */
    public interface Attendant {
        void ready(SelectionKey key) throws IOException;
    }

    /** Runs a task soon. Any thread may call. After the end, the task is not run. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (!isOnLoop()) {
            selector.wakeup();
        }
    }

    /** Runs a task at a time. Called on the loop only. */
    public void at(long nanos, Runnable task) {
        timed.add(new Timed(nanos, nextNumber++, task));
    }

    private boolean isOnLoop() {
        return Thread.currentThread() == thread;
    }

    /** Registers a channel. Call this method on the loop, or before the first event of the channel. */
    public SelectionKey register(SelectableChannel channel, int operations, Attendant attendant) throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, operations, attendant);
        selector.wakeup();
        return key;
    }

    /** Returns the first error of code that a test gave, or of the proxy, or null. */
    public Throwable failure() {
        return failure;
    }

    public void failed(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private void run() {
        while (!ended) {
            try {
                turn();
            } catch (IOException e) {
                failed(e);
                ended = true;
            }
        }
        closeAll();
        runTasks(); // a thread may wait for the end of one of these tasks
    }

    private void turn() throws IOException {
        long wait = waitMillis();
        if (wait == 0) {
            selector.selectNow();
        } else {
            selector.select(wait);
        }
        runTasks();
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        ready.forEach(key -> guarded(() -> attend(key)));
        while (!timed.isEmpty() && timed.peek().nanos - System.nanoTime() <= 0) {
            guarded(timed.poll().task);
        }
    }

    /**
     * Runs the requests so far. A thread that has just read bytes calls this method before the bytes are used. So a
     * request that the test made before it sent these bytes is already in force.
     */
    void runTasks() {
        for (int left = tasks.size(); left > 0 && !tasks.isEmpty(); left--) {
            guarded(tasks.poll());
        }
    }

    /** Frees the sockets of closed channels now, not at the next selection. Called on the loop. */
    void release() throws IOException {
        selector.selectNow();
    }

    /** Runs a task and waits for its end. On the loop, the task runs at once. */
    void executeAndWait(Runnable task) {
        if (isOnLoop()) {
            task.run();
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        try {
            while (thread.isAlive() && !done.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                selector.wakeup();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long waitMillis() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        if (timed.isEmpty()) {
            return LONGEST_MILLIS;
        }
        long nanos = timed.peek().nanos - System.nanoTime();
        return nanos <= 0 ? 0 : Math.min(LONGEST_MILLIS, 1 + (nanos - 1) / 1_000_000);
    }

    private static void attend(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Attendant) key.attachment()).ready(key);
            }
        } catch (CancelledKeyException e) {
            // The channel was closed a moment ago.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError | OutOfMemoryError e) {
            failed(e);
        }
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            try {
                key.channel().close();
            } catch (IOException e) {
                failed(e);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            failed(e);
        }
    }

    /**
     * Closes everything that is registered and ends the thread. Waits for the end, unless called on the thread itself.
     */
    @Override
    public void close() {
        ended = true;
        selector.wakeup();
        boolean interrupted = false;
        long until = System.nanoTime() + END_MILLIS * 1_000_000;
        while (!isOnLoop() && thread.isAlive() && System.nanoTime() < until) {
            try {
                thread.join(END_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread has ended, which means that all its sockets are closed. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    /** A task for a time. Tasks are ordered by time, then by the order of the calls. */
    private record Timed(long nanos, long number, Runnable task) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            int byTime = Long.signum(nanos - other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
