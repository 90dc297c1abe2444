package dev.comm.testkit.live.environment;

import dev.comm.testkit.Standstill;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All threads of one process of a member. The threads that its program starts belong to the group, too. */
public final class MemberThreads extends Standstill {
    private static final long LOOK_MILLIS = 20;

    private final Runnable gate;
    private final Consumer<Throwable> errors;

    /**
     * Creates a group without threads.
     *
     * @param gate the action that stops a thread while the member is frozen
     * @param errors a listener for the exception of a thread, unless the thread was killed
     */
    public MemberThreads(String name, Runnable gate, Consumer<Throwable> errors) {
        super(name);
        this.gate = gate;
        this.errors = errors;
    }

    @Override
    protected void standStill() {
        gate.run();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (!(error instanceof MemberKilled)) {
            errors.accept(error);
        }
    }

    /** Starts a daemon thread. */
    public void start(String name, Runnable body) {
        Thread thread = new Thread(this, body, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the threads that run. */
    public List<Thread> alive() {
        Thread[] found = new Thread[activeCount() + 16];
        int count = enumerate(found);
        return Arrays.stream(found, 0, count).filter(Thread::isAlive).toList();
    }

    /** Waits until no thread runs, at most until a time. Returns false if some threads still run. */
    public boolean awaitEnd(long untilNanos) throws InterruptedException {
        List<Thread> left = alive();
        while (!left.isEmpty() && System.nanoTime() < untilNanos) {
            TimeUnit.MILLISECONDS.timedJoin(left.get(0), LOOK_MILLIS);
            left = alive();
        }
        return left.isEmpty();
    }
}
