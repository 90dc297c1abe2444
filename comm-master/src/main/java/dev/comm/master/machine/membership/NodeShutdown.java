package dev.comm.master.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.work.ShutdownReport;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The shutdown of all nodes: it asks every node to finish its work and leave, and waits for the nodes (S1). Several
 * callers share one shutdown, and the earliest deadline applies.
 */
public final class NodeShutdown implements DepartureHook, WaitRow<MasterStep> {
    private final MasterStep step;
    private final Roster roster;
    private final Membership membership;
    private final List<Consumer<ShutdownReport>> askers = new ArrayList<>();
    private final SortedSet<Integer> left = new TreeSet<>();
    private final SortedSet<Integer> unanswered = new TreeSet<>();
    private final List<Departure> departed = new ArrayList<>();
    private Consumer<Node> onDraining = node -> {};
    private final SignsOfLife signs;
    private final WaitAlarm alarm;
    private long deadline = Long.MAX_VALUE;

    public NodeShutdown(MasterContext context, Roster roster, Membership membership) {
        this.step = context.step();
        this.roster = roster;
        this.membership = membership;
        this.signs = context.signs();
        this.alarm = new WaitAlarm(context.settings().waitingNanos());
    }

    /** Sets the listener for nodes that receive no new work. */
    public void connect(Consumer<Node> draining) {
        onDraining = draining;
    }

    public boolean isRunning() {
        return !askers.isEmpty();
    }

    /** Begins a shutdown, or joins the current one. The caller receives the report once. */
    public void begin(long timeoutNanos, String reason, Consumer<ShutdownReport> asker) {
        boolean first = askers.isEmpty();
        askers.add(asker);
        deadline = first ? step.after(timeoutNanos) : Math.min(deadline, step.after(timeoutNanos));
        if (first) {
            alarm.begin(step.now());
            left.clear();
            unanswered.clear();
            departed.clear();
        }
        for (Node node : roster.registered()) {
            ask(node, timeoutNanos, reason);
        }
        endIfAllAreGone();
    }

    @Override
    public void departed(List<PendingDeparture> gone) {
        if (!isRunning()) {
            return;
        }
        for (PendingDeparture pending : gone) {
            if (pending.node() != null
                    && !unanswered.contains(pending.departure().rank())) {
                record(pending.departure());
            }
        }
        endIfAllAreGone();
    }

    public void onDeadline() {
        if (isRunning() && step.isDue(deadline)) {
            for (Node node : roster.registered()) {
                unanswered.add(node.rank());
                membership.depart(
                        node,
                        Cause.REMOVED,
                        "it had not left at the deadline of the shutdown",
                        PendingDeparture.ConnectionEnd.FENCED);
            }
            deadline = Long.MAX_VALUE;
        }
    }

    public long nextDeadlineNanos() {
        return isRunning() ? deadline : Long.MAX_VALUE;
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(MasterStep now) {
        List<Node> nodes = roster.registered();
        if (alarm.take(now.now()) && !nodes.isEmpty()) {
            now.warn("the shutdown waits for "
                    + RankText.sentence(nodes.stream().map(Node::rank).toList())
                    + " to leave for " + Nanos.text(now.now() - alarm.sinceNanos()) + "; " + signs.of(nodes)
                    + "; the master removes them in " + Nanos.text(Nanos.until(now.now(), deadline)));
        }
    }

    /**
     * Completes the shutdown when no node is registered any more. The machine calls this after the announcement of
     * departures.
     */
    public void endIfAllAreGone() {
        if (isRunning() && roster.count() == 0 && !membership.isUnsettled()) {
            ShutdownReport report =
                    new ShutdownReport(new TreeSet<>(left), List.copyOf(departed), new TreeSet<>(unanswered));
            List<Consumer<ShutdownReport>> all = List.copyOf(askers);
            askers.clear();
            alarm.end();
            deadline = Long.MAX_VALUE;
            all.forEach(asker -> asker.accept(report));
        }
    }

    private void ask(Node node, long timeoutNanos, String reason) {
        if (!node.isMember()) {
            step.send(node, new Rejected(Rejected.Reason.OVER, "the run is over"));
            membership.depart(node, Cause.REMOVED, "the run is over", PendingDeparture.ConnectionEnd.GOODBYE);
        } else if (!node.isLeaving()) {
            node.askedToLeave();
            step.send(node, new MembershipCommand.Shutdown(timeoutNanos, reason));
            onDraining.accept(node);
        }
    }

    private void record(Departure departure) {
        if (departure.cause().isPlanned()) {
            left.add(departure.rank());
        } else {
            departed.add(departure);
        }
    }
}
