package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.work.Report;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.WaitRow;
import dev.comm.core.machine.WaitTable;
import dev.comm.master.machine.admission.Credentials;
import dev.comm.master.machine.admission.Handshakes;
import dev.comm.master.machine.admission.Registrar;
import dev.comm.master.machine.collective.Collectives;
import dev.comm.master.machine.membership.FailureDetector;
import dev.comm.master.machine.membership.Lobby;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeShutdown;
import dev.comm.master.machine.membership.PendingAwaits;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.RegistryReader;
import dev.comm.master.machine.membership.Roster;
import dev.comm.master.machine.membership.TeamStart;
import dev.comm.master.machine.message.Messages;
import dev.comm.master.machine.work.MasterWork;
import dev.comm.master.machine.work.WorkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of one master machine, created and connected. */
record MasterParts(
        MasterContext context,
        Roster roster,
        Membership membership,
        TeamStart start,
        FailureDetector detector,
        Handshakes handshakes,
        Collectives collectives,
        Messages messages,
        MasterWork work,
        NodeShutdown shutdown,
        PendingAwaits awaiting,
        OrderlyEnd ending,
        MasterDrain drain,
        WaitTable<MasterStep> waits) {

    static MasterParts of(MasterSettings settings, Entropy entropy) {
        MasterContext context = MasterContext.of(settings);
        MasterStep step = context.step();
        Roster roster = new Roster(settings.config().size());
        Membership membership = new Membership(context, roster);
        MasterWork work = new MasterWork(roster, WorkSettings.of(settings.config()));
        TeamStart start = new TeamStart(context, roster, membership);
        FailureDetector detector = new FailureDetector(context, membership, entropy, context.signs()::calls);
        context.signs().connect(detector);
        Registrar registrar = new Registrar(context, roster, membership, detector, start);
        Credentials credentials = new Credentials(settings.config().secrets());
        Handshakes handshakes = new Handshakes(context, entropy, credentials, registrar);
        CommunicatorMembers members = new CommunicatorMembers();
        Lobby lobby = new Lobby(settings, roster, membership);
        Collectives collectives = new Collectives(context, membership, lobby, members);
        Messages messages = new Messages(context, roster, membership, members);
        NodeShutdown shutdown = new NodeShutdown(context, roster, membership);
        PendingAwaits awaiting = new PendingAwaits(step, roster, () -> {
            membership.announce();
            return RegistryReader.read(roster, step.now());
        });
        OrderlyEnd ending = new OrderlyEnd(context, start, roster, membership, collectives, shutdown);
        List<WaitRow<MasterStep>> rows =
                new ArrayList<>(List.of(collectives, messages, start, awaiting, ending, shutdown));
        work.askAfter(settings.deadNanos());
        rows.addAll(work.waits(settings.waitingNanos()));
        MasterParts parts = new MasterParts(
                context,
                roster,
                membership,
                start,
                detector,
                handshakes,
                collectives,
                messages,
                work,
                shutdown,
                awaiting,
                ending,
                new MasterDrain(step, start, shutdown, work),
                new WaitTable<>(rows));
        registrar.connect(shutdown::isRunning);
        parts.connect(lobby);
        return parts;
    }

    /**
     * Connects the parts. The order of the listeners is part of the contract: the last messages and results of a member
     * take effect before the decisions.
     */
    private void connect(Lobby lobby) {
        MasterStep step = context.step();
        membership.connect(collectives::enter, List.of(messages, this::workDeparted, collectives, shutdown));
        shutdown.connect(node -> work.onDraining(node, step.now(), step.out()));
        detector.connect(node -> {
            if (node.isMember()) {
                work.onSuspicion(node, step.now(), step.out());
            }
        });
        context.history()
                .connect(node -> Stream.of(work.lostWith(node, step.now()), lobby.sparesForLoss())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")));
        ending.connect(this::close);
    }

    private void workDeparted(List<PendingDeparture> gone) {
        for (PendingDeparture pending : gone) {
            if (pending.node() != null) {
                work.onDeparted(
                        pending.node(),
                        pending.departure(),
                        context.step().now(),
                        context.step().out());
            }
        }
    }

    /** Returns the next deadline of all parts. */
    long nextDeadlineNanos() {
        long next = Math.min(start.nextDeadlineNanos(), handshakes.nextDeadlineNanos());
        next = Math.min(next, Math.min(detector.nextDeadlineNanos(), membership.nextDeadlineNanos()));
        next = Math.min(next, Math.min(collectives.nextDeadlineNanos(), messages.nextDeadlineNanos()));
        next = Math.min(next, Math.min(work.nextDeadlineNanos(), shutdown.nextDeadlineNanos()));
        next = Math.min(next, Math.min(awaiting.nextDeadlineNanos(), ending.nextDeadlineNanos()));
        next = Math.min(next, waits.nextDeadlineNanos());
        return Math.min(
                next,
                Math.min(
                        context.closing().nextDeadlineNanos(),
                        context.rejections().nextDeadlineNanos()));
    }

    /** Handles due deadlines. */
    void onDeadline() {
        start.onDeadline();
        handshakes.onDeadline();
        detector.onDeadline();
        membership.flush();
        membership.onDeadline();
        collectives.onDeadline();
        membership.flush();
        messages.onDeadline();
        work.onDeadline(context.step().now(), context.step().out());
        awaiting.onDeadline();
        shutdown.onDeadline();
        waits.onDeadline(context.step());
        context.closing().onDeadline();
        context.rejections().onDeadline();
    }

    /** Completes a step: announces departures and ends the waits that are over. */
    void settle() {
        membership.flush();
        awaiting.look();
        ending.settle();
        membership.flush();
        shutdown.endIfAllAreGone();
    }

    /** Returns the report of the run so far. */
    Report report() {
        return context.history().report(context.settings(), roster.size(), membership.epoch());
    }

    /** Removes all nodes because an operator asked for it. */
    void removeAll() {
        for (Node node : roster.registered()) {
            membership.depart(node, Cause.REMOVED, "an operator removed it", PendingDeparture.ConnectionEnd.FENCED);
        }
    }

    private void close(Failure failure) {
        collectives.end(failure);
        messages.end(failure);
        awaiting.end(failure);
        work.onClosing(failure, context.step().now(), context.step().out());
    }
}
