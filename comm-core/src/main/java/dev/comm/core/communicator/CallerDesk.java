package dev.comm.core.communicator;

import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The desk that brings work of a machine to the thread that waits for a call. So an operator runs on the calling thread
 * of the program, with the locks and the thread locals of that thread. When the caller has stopped waiting, an executor
 * does the work.
 */
final class CallerDesk implements Consumer<Runnable> {
    private final Executor others;
    private final WaiterWork work = new WaiterWork();

    /** Creates a desk for one call of the current thread. */
    CallerDesk(Executor others) {
        this.others = others;
        work.begin();
    }

    @Override
    public void accept(Runnable next) {
        if (!work.offer(next)) {
            others.execute(next);
        }
    }

    /**
     * Waits for the end of the call, does the work that arrives in the meantime, and returns the result like
     * {@link MembershipSession#result}.
     */
    <R> R await(MembershipSession session, Completion<R> call, Duration timeout) {
        long deadline = Nanos.after(session.driver().nanoTime(), Nanos.of(timeout));
        call.whenDone(work::wake);
        try {
            for (Completion<Void> turn = work.turn(); !call.isDone(); turn = work.turn()) {
                session.result(turn, remaining(session, deadline));
                work.run();
            }
        } finally {
            work.end(others);
        }
        return session.result(call, remaining(session, deadline));
    }

    private static Duration remaining(MembershipSession session, long deadline) {
        return Duration.ofNanos(Math.max(0, Nanos.until(session.driver().nanoTime(), deadline)));
    }
}
