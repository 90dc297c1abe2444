package dev.comm.core.communicator;

import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Completion;
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
    private final WaiterWork work = new WaiterWork();

    StageDesk(MembershipSession session) {
        this.driver = session.driver();
        this.others = session.callbacks();
    }

    MachineDriver driver() {
        return driver;
    }

    @Override
    public void execute(Runnable task) {
        if (!work.offer(task)) {
            others.execute(task);
        }
    }

    /** Ends the present wait of the driving thread, which then looks at its stage again. */
    void wake() {
        work.wake();
    }

    /**
     * Drives the machine until the stage is done or the deadline passes. Returns at once if another thread drives, or
     * if this thread must not wait.
     *
     * @param waiting the stage of this desk, or one that depends on it
     */
    void drive(DrivenStage<?> waiting, long deadlineNanos) throws InterruptedException {
        if (!driver.mayWait() || !work.begin()) {
            return;
        }
        try {
            Completion<Void> turn = work.turn();
            while (!waiting.isDone() && driver.await(turn, deadlineNanos)) {
                work.run();
                turn = work.turn();
            }
        } finally {
            work.end(others);
        }
    }
}
