package dev.comm.master.machine;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.master.machine.membership.AwaitCall;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.NodeShutdown;
import dev.comm.master.machine.membership.RunPhase;
import dev.comm.master.machine.membership.TeamStart;
import dev.comm.master.machine.work.MasterWork;
import dev.comm.master.machine.work.RequestCall;
import dev.comm.master.machine.work.SubmitCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The drain of the master (Q1). The nodes finish their running work and leave, and the master outlives them. Then the
 * tasks that no node has done end as failed, so that the program gets an outcome for each task.
 */
final class MasterDrain {
    private final MasterStep step;
    private final TeamStart start;
    private final NodeShutdown shutdown;
    private final MasterWork work;
    private final List<DrainCall> calls = new ArrayList<>();
    private String reason;
    private boolean isDone;

    MasterDrain(MasterStep step, TeamStart start, NodeShutdown shutdown, MasterWork work) {
        this.step = step;
        this.start = start;
        this.shutdown = shutdown;
        this.work = work;
    }

    /** Begins the drain. A master without members has nothing to drain. */
    void begin(DrainCall call) {
        if (start.stage() != RunPhase.RUNNING || isDone) {
            step.out().complete(call, null);
            return;
        }
        calls.add(call);
        if (reason == null) {
            reason = call.reason();
            step.out().publish(new Notice.AskedToLeave(Notice.Asker.SIGNAL));
            // A node leaves before the deadline of the master, so this addition gives each the whole grace.
            shutdown.begin(
                    call.graceNanos() + LeaveCall.MARGIN_NANOS,
                    "the master drains, because " + reason,
                    report -> finish());
        }
    }

    private void finish() {
        isDone = true;
        work.giveUp(refusal().detail(), step.now(), step.out());
        calls.forEach(call -> step.out().complete(call, null));
        calls.clear();
    }

    /** Returns whether the drain refuses a call, because the call begins new work. */
    boolean refuses(Call<?> call) {
        return reason != null
                && (call instanceof CollectiveCall
                        || call instanceof SubmitCall
                        || call instanceof RequestCall
                        || call instanceof AwaitCall);
    }

    /** Returns the failure of refused calls. */
    Failure refusal() {
        return new Failure(
                Failure.Kind.CLOSED, "start the run again to go on: " + reason + ", so it takes no new work");
    }
}
