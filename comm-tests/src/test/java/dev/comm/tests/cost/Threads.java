package dev.comm.tests.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** The threads of one member of a team: its own thread, and the threads that it starts. */
final class Threads {
    /** A program of a member. */
    interface Body {
        void run() throws Exception;
    }

    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE_MILLIS = 60_000;

    private final ThreadGroup group;
    private final Thread first;
    private volatile Throwable error;

    private Threads(String name, Body body) {
        group = new ThreadGroup(name);
        first = new Thread(group, () -> run(body), name);
    }

    static Threads start(String name, Body body) {
        Threads threads = new Threads(name, body);
        threads.first.setDaemon(true);
        threads.first.start();
        return threads;
    }

    private void run(Body body) {
        try {
            body.run();
        } catch (Exception | AssertionError e) {
            error = e;
        }
    }

    /** Returns the number of bytes that the living threads have allocated. */
    long allocatedBytes() {
        Thread[] living = new Thread[64];
        int count = group.enumerate(living);
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = living[i].getId();
        }
        return Arrays.stream(BEAN.getThreadAllocatedBytes(ids))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** Waits for the end of the program, and throws an error if the program failed. */
    void join() throws InterruptedException {
        first.join(PATIENCE_MILLIS);
        if (error != null || first.isAlive()) {
            throw new AssertionError(group.getName() + (error == null ? " does not end" : " failed: " + error), error);
        }
    }
}
