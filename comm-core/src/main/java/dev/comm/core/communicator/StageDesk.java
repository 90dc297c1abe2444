package dev.comm.core.communicator;

import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Completion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The executor of the work of one stage: reading the result of its call, and what the stage does between two calls.
 *
 * <p>A thread that waits for the stage drives the machine, as the thread of a blocking call does, and does the work. So
 * such a wait needs no switch between threads. If no thread waits, the callback executor does the work.
 */
final class StageDesk implements Executor {
    private final MachineDriver driver;
    private final Executor others;
    private final Queue<Runnable> work = new ArrayDeque<>(2);
    /** Ends the present wait of the thread that drives the machine; null if no thread does. */
    private Completion<Void> turn;

    StageDesk(MembershipSession session) {
        this.driver = session.driver();
        this.others = session.callbacks();
    }

    MachineDriver driver() {
        return driver;
    }

    @Override
    public void execute(Runnable task) {
        Completion<Void> sleeper;
        synchronized (this) {
            sleeper = turn;
            if (sleeper != null) {
                work.add(task);
            }
        }
        if (sleeper == null) {
            others.execute(task);
        } else {
            sleeper.complete(null);
        }
    }

    /** Ends the present wait of the driving thread, which then looks at its stage again. */
    void wake() {
        Completion<Void> sleeper;
        synchronized (this) {
            sleeper = turn;
        }
        if (sleeper != null) {
            sleeper.complete(null);
        }
    }

    /**
     * Drives the machine until the stage is done or the deadline passes. Returns at once if another thread drives, or
     * if this thread must not wait.
     *
     * @param waiting the stage of this desk, or one that depends on it
     */
    void drive(DrivenStage<?> waiting, long deadlineNanos) throws InterruptedException {
        if (!driver.mayWait() || !begin()) {
            return;
        }
        try {
            while (!waiting.isDone() && driver.await(turn(), deadlineNanos)) {
                for (Runnable next = next(); next != null; next = next()) {
                    next.run();
                }
            }
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (turn != null) {
            return false;
        }
        turn = new Completion<>();
        return true;
    }

    /** Returns a completion that ends with the next piece of work. It may have ended already. */
    private synchronized Completion<Void> turn() {
        if (work.isEmpty() && turn.isDone()) {
            turn = new Completion<>();
        }
        return turn;
    }

    private synchronized Runnable next() {
        return work.poll();
    }

    private void end() {
        Queue<Runnable> rest;
        synchronized (this) {
            turn = null;
            rest = new ArrayDeque<>(work);
            work.clear();
        }
        rest.forEach(others::execute);
    }
}
