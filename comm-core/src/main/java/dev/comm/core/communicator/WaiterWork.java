package dev.comm.core.communicator;

import dev.comm.core.machine.Completion;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The work that other threads give to a thread that waits. The thread waits in turns; a turn ends with the next piece
 * of work, or when another thread wakes it.
 */
final class WaiterWork {
    private final Queue<Runnable> work = new ArrayDeque<>(2);
    /** Ends the present turn; null if no thread waits. */
    private Completion<Void> turn;

    /** Lets the current thread wait. Returns false if another thread waits. */
    synchronized boolean begin() {
        if (turn != null) {
            return false;
        }
        turn = new Completion<>();
        return true;
    }

    /** Gives a piece of work to the thread that waits. Returns false if no thread does. */
    boolean offer(Runnable task) {
        synchronized (this) {
            if (turn == null) {
                return false;
            }
            work.add(task);
        }
        wake();
        return true;
    }

    /** Ends the present turn. */
    void wake() {
        Completion<Void> present;
        synchronized (this) {
            present = turn;
        }
        if (present != null) {
            present.complete(null);
        }
    }

    /**
     * Returns the present turn, which may have ended. The waiting thread takes the turn before it looks whether its
     * wait is over. So an end of the wait after this look ends the turn.
     */
    synchronized Completion<Void> turn() {
        if (work.isEmpty() && turn.isDone()) {
            turn = new Completion<>();
        }
        return turn;
    }

    /** Does all work on the current thread. */
    void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        return work.poll();
    }

    /** Ends the wait. The executor does the work that is left. */
    void end(Executor others) {
        Queue<Runnable> rest;
        synchronized (this) {
            turn = null;
            rest = new ArrayDeque<>(work);
            work.clear();
        }
        rest.forEach(others::execute);
    }
}
