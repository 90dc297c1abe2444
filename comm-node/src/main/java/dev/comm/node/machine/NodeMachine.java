package dev.comm.node.machine;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall.Joined;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.PauseDetector;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitTable;
import dev.comm.core.machine.message.MessageQuota;
import dev.comm.node.machine.collective.Collectives;
import dev.comm.node.machine.membership.CurrentView;
import dev.comm.node.machine.membership.LiveTime;
import dev.comm.node.machine.membership.MasterLiveness;
import dev.comm.node.machine.membership.NodeIdentity;
import dev.comm.node.machine.membership.NodeSession;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.membership.NodeTimes;
import dev.comm.node.machine.membership.OrderlyLeave;
import dev.comm.node.machine.membership.OrderlyLeave.Goodbye;
import dev.comm.node.machine.membership.OrderlyLeave.Phase;
import dev.comm.node.machine.membership.SessionState;
import dev.comm.node.machine.message.Messages;
import dev.comm.node.machine.work.RequestTracker;
import dev.comm.node.machine.work.ServeCall;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The machine of a compute node. The node joins only once. After the end of the membership, all open and later calls
 * fail with the same reason.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NodeMachine implements Machine {
    /** The number of tasks for each slot that every node accepts at least. */
    private static final int CREDIT_MIN = 1_024;

    private final NodeStep step = new NodeStep();
    private final NodeSession session;
    private final CurrentView views = new CurrentView();
    private final MasterLease watch;
    private final PauseDetector pauses;
    private final LiveTime liveTime;
    private final Collectives collectives;
    private final Messages messages;
    private final RequestTracker work;
    private final OrderlyLeave departing;
    private final LocalCalls calls;
    private final OpenWork open;
    private final WaitTable<NodeStep> waits;
    private long deadline = Long.MAX_VALUE;

    /**
     * Creates a machine that has not started yet.
     *
     * @param self identity of this process
     * @param entropy source of incarnations, nonces and jitter
     */
    public NodeMachine(CommConfig config, NodeIdentity self, Entropy entropy) {
        NodeTimes times = NodeTimes.of(config.timing());
        session = new NodeSession(config, self, entropy, new Joining());
        pauses = new PauseDetector(times.heartbeat() / 2);
        liveTime = LiveTime.of(config);
        CommunicatorMembers members = new CommunicatorMembers();
        collectives = new Collectives(config.limits().openCollectives(), times.collective(), members, views);
        messages = new Messages(MessageQuota.of(config.limits()), views, members, times.waitingWarn());
        departing = new OrderlyLeave(times.waitingWarn());
        work = new RequestTracker(config.limits().openRequests(), tasksMax(config), times.termGrace());
        calls = new LocalCalls(collectives, messages, work);
        open = new OpenWork(departing, collectives, messages, work);
        watch = new MasterLease(times, new MasterLiveness(times, entropy), liveTime, views, calls);
        waits = new WaitTable<>(List.of(session, messages, open));
    }

    /**
     * Returns the maximum number of queued tasks. The credit is a setting of the master, so a node allows at least
     * {@link #CREDIT_MIN} for each slot.
     */
    private static int tasksMax(CommConfig config) {
        return (int) Math.min(Integer.MAX_VALUE, (long) config.slots() * Math.max(CREDIT_MIN, config.credit()));
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        step.begin(nowNanos, out);
        long pause = pauses.observe(nowNanos);
        if (pause > 0) {
            out.log(Severity.INFO, "this process was stopped for " + NodeTimes.text(pause));
            watch.forgive(pause);
            collectives.forgive(pause);
        }
        handle(event);
        settle();
        deadline = soonest();
        pauses.expect(deadline);
    }

    private void handle(Event event) {
        if (event instanceof Event.Received received) {
            received(received);
        } else if (event instanceof Event.Submitted submitted) {
            submitted(submitted);
        } else if (event instanceof Event.Sent sent) {
            sent(sent.token());
        } else if (event instanceof Event.Deadline) {
            deadline();
        } else if (event instanceof Event.Computed computed) {
            computed(computed);
        } else if (event instanceof Event.Heard heard && isLink(heard.endpoint())) {
            watch.heard(step);
        } else {
            connection(event);
        }
    }

    private void computed(Event.Computed event) {
        if (!Value.takeFreed(event, step.out())) {
            collectives.computed(event, step);
        }
    }

    private void connection(Event event) {
        if (event instanceof Event.Started) {
            watch.born(step);
            session.start(liveTime.remainingNanos(step.now()), step);
        } else if (event instanceof Event.Opened opened && isLink(opened.endpoint())) {
            session.opened(opened.binding(), step);
        } else if (event instanceof Event.Closed closed) {
            departing.closed(closed.endpoint(), step);
            closed(closed);
        } else if (event instanceof Event.Violated violated && isLink(violated.endpoint())) {
            step.violation(violated.detail());
        } else if (event instanceof Event.OwnFault fault && isLink(fault.endpoint())) {
            step.ownFault(fault.detail());
        } else if (event instanceof Event.Stalled stalled && isLink(stalled.endpoint())) {
            step.loseMaster("it does not read what this node sends: " + stalled.detail());
        }
    }

    private boolean isLink(int endpoint) {
        return endpoint != NodeStep.NONE && endpoint == step.endpoint();
    }

    private void closed(Event.Closed event) {
        if (!isLink(event.endpoint())) {
            return;
        }
        step.linked(NodeStep.NONE);
        if (session.isMember()) {
            step.loseMaster("the connection ended: " + event.cause() + " " + event.detail());
        } else {
            session.closed(event, step);
        }
    }

    private void received(Event.Received event) {
        Command command = event.command();
        Value value = new Value(command.content(), event.payload());
        if (!isLink(event.endpoint())) {
            step.free(value);
            return;
        }
        if (!FrameRules.allows(session.state(), FrameType.of(command))) {
            step.free(value);
            step.violation(FrameType.of(command) + " came while this node was " + session.state());
            return;
        }
        watch.heard(step);
        if (command instanceof Heartbeat heartbeat) {
            watch.told(heartbeat, step);
        } else if (!session.isMember()) {
            session.receive(command, value, step);
        } else if (command instanceof CollectiveCommand collective) {
            collective(collective, value);
        } else if (command instanceof WorkCommand request) {
            work.receive(request, value, step);
        } else if (command instanceof MessageCommand note) {
            messages.receive(note, value, step);
        } else {
            membership(command, value);
        }
    }

    private void collective(CollectiveCommand command, Value value) {
        if (command instanceof Decision decision && views.isOutdated(decision.term())) {
            step.free(value);
        } else {
            collectives.receive(command, value, work.delivered(), step);
        }
    }

    private void membership(Command command, Value value) {
        if (command instanceof ViewChange change) {
            viewChange(change);
        } else if (command instanceof Fenced fenced) {
            fenced(fenced);
        } else if (command instanceof Shutdown shutdown) {
            shutdown(shutdown);
        }
    }

    private void viewChange(ViewChange change) {
        if (views.apply(change)) {
            messages.changed(change, step);
            step.out().publish(new Notice.ViewChanged(views.view(), change.departed()));
        }
    }

    private void fenced(Fenced fenced) {
        step.out().publish(new Notice.Fenced());
        step.out().finish(step.endpoint());
        end(
                ExitReason.FENCED,
                new Failure(
                        Failure.Kind.FENCED,
                        "start a new process to join again: the master fenced this node (" + fenced.cause()
                                + ", epoch " + fenced.epoch() + ")" + sentence(fenced.detail())
                                + "; its work no longer counts"));
    }

    /**
     * Handles the master's request to leave. While rank 0 is still a member, the master ends the run before its
     * programs end. A program that ends because of this has not failed, so the notice tells it.
     */
    private void shutdown(Shutdown shutdown) {
        String detail = "the master asked to shut down" + sentence(shutdown.reason());
        if (views.view().members().containsKey(0)) {
            step.out().publish(new Notice.AskedToLeave(Notice.Asker.MASTER));
        }
        // LEAVE has to arrive before the master gives up.
        long margin = Math.min(shutdown.timeoutNanos() / 4, LeaveCall.MARGIN_NANOS);
        departOnRequest(
                new Goodbye(Cause.LEFT, detail, Value.NONE, ExitReason.SHUTDOWN), shutdown.timeoutNanos() - margin);
    }

    private void drain(DrainCall call) {
        departing.await(call);
        Goodbye goodbye = new Goodbye(Cause.LEFT, call.reason(), Value.NONE, ExitReason.LEFT);
        if (departing.phase() == Phase.GONE) {
            step.out().complete(call, null);
        } else if (session.isMember()) {
            step.out().publish(new Notice.AskedToLeave(Notice.Asker.SIGNAL));
            departOnRequest(goodbye, call.graceNanos());
        } else if (departing.phase() == Phase.STAYING) {
            departing.begin(goodbye, step.now(), step.now());
        }
    }

    /**
     * Begins to leave. A node that serves finishes its running work, whose handlers may go on to call Comm. A program
     * without handlers ends by itself, and until then it may receive its messages (P1).
     */
    private void departOnRequest(Goodbye goodbye, long timeoutNanos) {
        boolean isLeft = departing.phase() != Phase.STAYING && !open.isProgramAwaited();
        departing.begin(goodbye, step.after(Math.max(0, timeoutNanos)), step.now());
        if (work.isServed() || isLeft) {
            work.drain(goodbye.reason(), step);
        } else {
            calls.refuseCollectives(goodbye.refusal());
            open.awaitProgram(true);
        }
    }

    private static String sentence(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private void submitted(Event.Submitted event) {
        if (event.call() instanceof LeaveCall || event.call() instanceof ServeCall) {
            open.awaitProgram(false);
        }
        if (event.call() instanceof LeaveCall leave) {
            leave(leave);
        } else if (event.call() instanceof DrainCall drain) {
            drain(drain);
        } else {
            calls.submit(event.call(), session.isMember(), step);
        }
    }

    private void leave(LeaveCall call) {
        departing.await(call);
        if (session.isMember()) {
            leave(Goodbye.of(call), call.timeoutNanos());
        } else if (departing.phase() == Phase.STAYING) {
            departing.begin(Goodbye.of(call), step.now(), step.now());
        } else if (departing.phase() == Phase.GONE) {
            step.out().complete(call, null);
        }
    }

    private void leave(Goodbye goodbye, long timeoutNanos) {
        departing.begin(goodbye, step.after(Math.max(0, timeoutNanos)), step.now());
        calls.refuse(goodbye.refusal());
        work.drain(goodbye.reason(), step);
    }

    private void sent(Object token) {
        if (token instanceof SendCall call) {
            messages.sent(call, step);
        } else {
            work.sent(token, step);
        }
    }

    private void deadline() {
        session.onDeadline(step);
        departing.onDeadline(step);
        watch.onDeadline(step);
        if (session.isMember()) {
            collectives.onDeadline(step);
            messages.onDeadline(step);
            work.onDeadline(step);
            lifeGoesOn();
        }
        waits.onDeadline(step);
    }

    private void lifeGoesOn() {
        if (!liveTime.advance(step.now())) {
            return;
        }
        if (liveTime.state() == LiveTime.State.DRAINING) {
            step.out().log(Severity.INFO, "the live time ends soon; this node takes no new work");
            step.out().publish(new Notice.AskedToLeave(Notice.Asker.LIVE_TIME));
            step.send(new Draining(liveTime.remainingNanos(step.now())));
            work.drain(step);
        } else {
            leave(new Goodbye(Cause.EXPIRED, "its live time ended", Value.NONE, ExitReason.EXPIRED), 0);
        }
    }

    /** Completes a step. */
    private void settle() {
        String fault = step.takeOwnFault();
        if (fault != null) {
            ownFault(fault);
        }
        String lost = step.takeLost();
        if (lost != null) {
            masterLost(lost);
        }
        if (work.isAttending() && departing.phase() == Phase.STAYING && collectives.isSummoned()) {
            collectives.follow(work, step);
        }
        if (departing.phase() == Phase.FINISHING && departing.isDue(step.now(), open.isFinished())) {
            goodbye();
        }
    }

    private void ownFault(String why) {
        if (session.isMember()) {
            step.out().publish(new Notice.OwnFault());
            leave(new Goodbye(Cause.LOCAL, why, Value.NONE, ExitReason.LOCAL), 0);
        } else if (session.state().isAttempt()) {
            session.dropAttempt(why, step);
        }
    }

    private void masterLost(String why) {
        if (session.isMember()) {
            if (step.endpoint() != NodeStep.NONE) {
                // The connection is closed first, because the program must not see any later decision of the master.
                step.out().abort(step.endpoint());
            }
            String detail = "the master (" + session.masterName() + ") is lost: " + why;
            step.out().publish(new Notice.MasterSuspected(true));
            end(
                    ExitReason.MASTER_LOST,
                    new Failure(
                            Failure.Kind.MASTER_LOST,
                            "see the log of the master: " + detail + "; whether the call took effect is unknown"));
        } else if (session.state().isAttempt()) {
            session.dropAttempt(why, step);
        }
    }

    private void goodbye() {
        Goodbye goodbye = departing.goodbye();
        if (open.isProgramAwaited()) {
            step.out().publish(new Notice.LeftWithoutProgram());
        }
        if (session.isMember()) {
            work.giveBackRunning(step);
        }
        if (session.isMember() || session.state() == SessionState.REGISTERED) {
            step.send(goodbye.command(), goodbye.error(), null);
        }
        if (step.endpoint() != NodeStep.NONE) {
            step.out().finish(step.endpoint());
            departing.closing(step);
        }
        end(goodbye.reason(), goodbye.failure());
    }

    private void end(ExitReason reason, Failure failure) {
        step.out().log(Severity.INFO, "the membership is over (" + reason + "): " + failure.detail());
        session.end(step, failure.detail());
        watch.stop();
        calls.end(failure, reason, step);
        departing.end(step);
        step.linked(NodeStep.NONE);
    }

    @Override
    public long nextDeadlineNanos() {
        return deadline;
    }

    private long soonest() {
        long next = Math.min(session.nextDeadlineNanos(), departing.nextDeadlineNanos());
        next = Math.min(next, watch.nextDeadlineNanos());
        next = Math.min(next, waits.nextDeadlineNanos());
        if (session.isMember()) {
            next = Math.min(next, collectives.nextDeadlineNanos());
            next = Math.min(next, messages.nextDeadlineNanos());
            next = Math.min(next, work.nextDeadlineNanos());
            next = Math.min(next, liveTime.nextDeadlineNanos());
        }
        return next;
    }

    /** The listener for the events of the join. */
    private final class Joining implements NodeSession.Admission {
        @Override
        public void accepted(Accepted accepted, NodeStep step) {
            watch.start(accepted, step);
        }

        @Override
        public void welcomed(Welcome welcome, Value entryState, NodeStep step) {
            views.start(welcome);
            watch.welcomed(welcome, step);
            messages.start(welcome.rank(), session.incarnation());
            collectives.start(welcome.rank(), welcome.sequences(), watch.deadNanos());
            Value state = welcome.content().kind() == Content.Kind.NONE ? Value.NONE : entryState;
            calls.joined(new Joined(welcome.rank(), welcome.size(), views.view(), state), step);
        }

        @Override
        public void detached(NodeStep step) {
            watch.stop();
        }

        @Override
        public void refused(Failure failure, NodeStep step) {
            end(ExitReason.LEFT, failure);
        }
    }
}
