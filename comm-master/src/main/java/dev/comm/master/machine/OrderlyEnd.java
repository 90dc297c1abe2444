package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import dev.comm.master.machine.collective.Collectives;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeShutdown;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.Roster;
import dev.comm.master.machine.membership.RunPhase;
import dev.comm.master.machine.membership.TeamStart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The orderly end of the master. First rank 0 finishes its open collectives and departs as a member. Then the master
 * asks the nodes to leave and waits for them. After that it accepts no peer any more.
 */
final class OrderlyEnd implements WaitRow<MasterStep> {
    private final MasterStep step;
    private final MasterSettings settings;
    private final TeamStart start;
    private final Roster roster;
    private final Membership membership;
    private final Collectives collectives;
    private final NodeShutdown shutdown;
    private final List<LeaveCall> calls = new ArrayList<>();
    private Consumer<Failure> closing = failure -> {};
    private final WaitAlarm alarm;
    private boolean finishing;
    private long deadline = Long.MAX_VALUE;
    /** The end of the wait for spares that have not come, or {@link Long#MAX_VALUE}. */
    private long lateUntil = Long.MAX_VALUE;

    OrderlyEnd(
            MasterContext context,
            TeamStart start,
            Roster roster,
            Membership membership,
            Collectives collectives,
            NodeShutdown shutdown) {
        this.step = context.step();
        this.settings = context.settings();
        this.start = start;
        this.roster = roster;
        this.membership = membership;
        this.collectives = collectives;
        this.shutdown = shutdown;
        this.alarm = new WaitAlarm(settings.waitingNanos());
    }

    /** Sets the action that ends all other local calls. */
    void connect(Consumer<Failure> onClosing) {
        closing = onClosing;
    }

    /** Returns whether the master rejects local calls, because rank 0 leaves or the run is over. */
    boolean hasBegun() {
        return !calls.isEmpty() || start.stage() == RunPhase.ENDING || start.stage() == RunPhase.OVER;
    }

    static Failure closed() {
        return new Failure(Failure.Kind.CLOSED, "the program closed the master");
    }

    /** Begins the leave of rank 0. */
    void leave(LeaveCall call) {
        if (start.stage() == RunPhase.OVER) {
            step.out().complete(call, null);
            return;
        }
        alarm.beginOneOfMany(step.now());
        calls.add(call);
        deadline = Math.min(deadline, step.after(call.timeoutNanos()));
    }

    /** Enters the next stage if it is due. The machine calls this at the end of every step. */
    void settle() {
        if (!calls.isEmpty() && !finishing && (!collectives.hasOwnCalls() || step.isDue(deadline))) {
            finishing = true;
            alarm.end();
            LeaveCall call = calls.get(0);
            if (start.stage() == RunPhase.GATHERING) {
                refuseWaiting();
            }
            start.end(RunPhase.ENDING, closed());
            closing.accept(closed());
            membership.departSelf(call.cause(), call.detail());
            membership.flush();
            String reason = call.cause() == Cause.FAILED ? "rank 0 failed: " + call.detail() : "rank 0 has left";
            // The nodes need time to leave even if rank 0 has used up its own time.
            shutdown.begin(
                    Math.max(settings.suspectNanos(), deadline - step.now()), reason, report -> awaitLateSpares());
        }
        if (lateUntil != Long.MAX_VALUE && (allHaveCome() || step.isDue(lateUntil))) {
            lateUntil = Long.MAX_VALUE;
            end();
        }
    }

    long nextDeadlineNanos() {
        return calls.isEmpty() || finishing ? lateUntil : deadline;
    }

    /**
     * Goes on to answer spares whose processes start late. Without an answer they would look for the master until the
     * startup timeout, and then fail. The wait ends with that timeout, and after the dead timeout.
     */
    private void awaitLateSpares() {
        long until = Math.min(start.latestNanos(), step.after(settings.deadNanos()));
        if (allHaveCome() || until <= step.now()) {
            end();
            return;
        }
        lateUntil = until;
        step.info("waits for a spare that has not come yet, at most " + Nanos.text(until - step.now()));
    }

    private boolean allHaveCome() {
        int spares = settings.config().spares();
        return spares == 0 || roster.arrived() >= settings.config().size() - 1 + spares;
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(MasterStep now) {
        if (alarm.take(now.now())) {
            now.warn("the leave of rank 0 waits for its open collectives for "
                    + Nanos.text(now.now() - alarm.sinceNanos()) + "; it goes on without them in "
                    + Nanos.text(Nanos.until(now.now(), deadline)));
        }
    }

    private void end() {
        start.end(RunPhase.OVER, closed());
        step.out().stopListening();
        calls.forEach(call -> step.out().complete(call, null));
        calls.clear();
    }

    private void refuseWaiting() {
        for (Node node : roster.registered()) {
            step.send(node, new Rejected(Rejected.Reason.FULL, "the master was closed before the start"));
            membership.depart(node, Cause.REMOVED, "the master was closed", PendingDeparture.ConnectionEnd.GOODBYE);
        }
    }
}
