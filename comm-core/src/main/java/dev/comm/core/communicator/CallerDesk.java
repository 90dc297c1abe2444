package dev.comm.core.communicator;

import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The desk that brings work of a machine to the thread that waits for a call. So an operator runs on the calling thread
 * of the program, with the locks and the thread locals of that thread. When the caller has stopped waiting, an executor
 * does the work.
 */
final class CallerDesk implements Consumer<Runnable> {
    private final Executor others;
    private final Queue<Runnable> work = new ArrayDeque<>();
    private Completion<Void> turn = new Completion<>();
    private boolean left;

    /** Creates a desk for one call. */
    CallerDesk(Executor others) {
        this.others = others;
    }

    @Override
    public void accept(Runnable next) {
        if (isKept(next)) {
            wake();
        } else {
            others.execute(next);
        }
    }

    private synchronized boolean isKept(Runnable next) {
        return !left && work.add(next);
    }

    /**
     * Waits for the end of the call, does the work that arrives in the meantime, and returns the result like
     * {@link MembershipSession#result}.
     */
    <R> R await(MembershipSession session, Completion<R> call, Duration timeout) {
        long deadline = Nanos.after(session.driver().nanoTime(), Nanos.of(timeout));
        call.whenDone(this::wake);
        try {
            while (!call.isDone()) {
                session.result(turn(call), remaining(session, deadline));
                for (Runnable next = next(); next != null; next = next()) {
                    next.run();
                }
            }
        } finally {
            leave();
        }
        return session.result(call, remaining(session, deadline));
    }

    private static Duration remaining(MembershipSession session, long deadline) {
        return Duration.ofNanos(Math.max(0, Nanos.until(session.driver().nanoTime(), deadline)));
    }

    private void wake() {
        Completion<Void> sleeper;
        synchronized (this) {
            sleeper = turn;
        }
        sleeper.complete(null);
    }

    /**
     * Returns a completion that ends with the next piece of work or with the call. The completion may have ended
     * already.
     */
    private synchronized Completion<Void> turn(Completion<?> call) {
        if (work.isEmpty() && !call.isDone() && turn.isDone()) {
            turn = new Completion<>();
        }
        return turn;
    }

    private synchronized Runnable next() {
        return work.poll();
    }

    private void leave() {
        Queue<Runnable> rest;
        synchronized (this) {
            left = true;
            rest = new ArrayDeque<>(work);
            work.clear();
        }
        rest.forEach(others::execute);
    }
}
