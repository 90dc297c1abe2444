package dev.comm.node.machine.collective;

import dev.comm.api.Member;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.CallSiteAsk;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import dev.comm.core.value.Checksums;
import dev.comm.node.machine.membership.CurrentView;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.membership.NodeTimes;
import dev.comm.node.machine.work.RequestTracker;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * The collectives at a node. This part numbers the calls, sends arrivals, stores parts and handles decisions. A node
 * never decides a collective itself. If a decision is missing, the master counts as lost, and the node closes the
 * connection before any call ends (SEMANTICS 2).
 */
public final class Collectives {

    private final int window;
    private final long collectiveNanos;
    private final CommunicatorMembers members;
    private final CurrentView views;
    private final TreeMap<Integer, CommunicatorState> communicators = new TreeMap<>();
    private int rank = -1;
    private long slackNanos;

    /**
     * Creates the part, without a membership yet.
     *
     * @param window maximum number of open collectives in a communicator
     * @param collectiveNanos timeout of a serving node in a barrier
     * @param members the table that receives the members of each duplicate
     */
    public Collectives(int window, long collectiveNanos, CommunicatorMembers members, CurrentView views) {
        this.members = members;
        this.views = views;
        this.window = window;
        this.collectiveNanos = collectiveNanos;
    }

    private record HeldToken(int communicator, long sequence, long length) {}

    private record PlaceToken(int communicator, long sequence) {}

    /** Begins the membership. */
    public void start(int ownRank, List<Sequence> sequences, long slack) {
        rank = ownRank;
        slackNanos = slack;
        communicators.put(0, new CommunicatorState(0, 0));
        sequences.forEach(s -> communicators.put(s.communicator(), new CommunicatorState(s.communicator(), s.next())));
    }

    /** Handles a collective call of the local program. */
    public void enter(CollectiveCall call, NodeStep step) {
        CommunicatorState communicator = communicators.get(call.communicator());
        Failure refusal = refusal(communicator, call);
        if (refusal != null) {
            step.out().fail(call, refusal);
            return;
        }
        if (communicator.waiting().isEmpty() && communicator.spread() < window) {
            Arrival arrival = Arrival.of(call, call.timeoutNanos(), call.contribution());
            arrive(communicator, call, arrival, step);
        } else {
            communicator.waiting().add(new WaitingCall(call, step.after(call.timeoutNanos())));
        }
    }

    /**
     * Lets waiting calls enter, in the order of the calls, while few enough collectives are open. No call is refused
     * because many are open.
     */
    private void enterWaiting(CommunicatorState communicator, NodeStep step) {
        while (!communicator.waiting().isEmpty() && communicator.spread() < window) {
            WaitingCall next = communicator.waiting().remove();
            CollectiveCall call = next.call();
            Arrival arrival = Arrival.of(call, next.remainingNanos(step.now()), next.contribution(rank));
            arrive(communicator, next.open(), arrival, step);
        }
    }

    private Failure refusal(CommunicatorState communicator, CollectiveCall call) {
        if (members.isClosed(call.communicator())) {
            return CommunicatorMembers.closedFailure();
        }
        if (communicator == null) {
            return new Failure(Failure.Kind.ILLEGAL_STATE, "there is no communicator " + call.communicator());
        }
        return communicator.broken();
    }

    /** Closes a duplicate for the program. The duplicate is released when its last open call has ended. */
    public void release(int id, NodeStep step) {
        CommunicatorState communicator = communicators.get(id);
        if (communicator != null && id != 0) {
            members.closed(id);
            communicator.close();
            releaseIfOver(communicator, step);
        }
    }

    private void releaseIfOver(CommunicatorState communicator, NodeStep step) {
        if (communicator.isOver()) {
            communicators.remove(communicator.communicator());
            communicator.abandon(CommunicatorMembers.closedFailure(), step);
            step.send(new Release(communicator.communicator()));
        }
    }

    /** The content of an arrival. */
    private record Arrival(CollectiveKind kind, String name, String operator, long timeoutNanos, Value contribution) {
        static Arrival of(CollectiveCall call, long timeoutNanos, Value contribution) {
            return new Arrival(call.kind(), call.name(), call.operator(), timeoutNanos, contribution);
        }

        /** Returns the values for the single ranks; none if an error stands in place of all of them. */
        List<Content> parts(CollectiveCall call) {
            boolean isFailed = contribution.content().kind() == Content.Kind.FAILED;
            return call == null || isFailed ? List.of() : call.parts();
        }
    }

    private void arrive(CommunicatorState communicator, CollectiveCall call, Arrival arrival, NodeStep step) {
        long giveUp = Nanos.after(step.after(arrival.timeoutNanos()), slackNanos);
        long sequence = communicator.enter(call, giveUp).sequence();
        Arrive command = Arrive.of(
                        communicator.communicator(),
                        sequence,
                        arrival.kind(),
                        arrival.timeoutNanos(),
                        communicator.takeAcked())
                .withName(arrival.name())
                .withOperator(arrival.operator())
                .withContent(arrival.contribution().content())
                .withParts(arrival.parts(call));
        step.send(command, arrival.contribution(), null);
    }

    /** Handles a command of the master. */
    public void receive(CollectiveCommand command, Value value, long delivered, NodeStep step) {
        CommunicatorState communicator = communicators.get(command.communicator());
        if (communicator == null && members.isClosed(command.communicator())) {
            // The frame was in transit when this node closed the duplicate.
            step.free(value);
        } else if (communicator == null) {
            step.free(value);
            step.violation(
                    command.getClass().getSimpleName() + " for the unknown communicator " + command.communicator());
        } else if (command instanceof Decision decision) {
            decided(communicator, decision, value, step);
        } else if (command instanceof Part part) {
            part(communicator, part, value, step);
        } else if (command instanceof CallSiteAsk where) {
            where(communicator, where, step);
        } else if (command instanceof CallPending called) {
            called(communicator, called, delivered, step);
        } else {
            step.free(value);
            step.violation(command.getClass().getSimpleName() + " is for masters");
        }
    }

    private void part(CommunicatorState communicator, Part part, Value value, NodeStep step) {
        if (communicator.isPast(part.sequence())) {
            step.free(value);
            return;
        }
        // Rank 0 has continued without this node. The earlier instances are decided, so their parts are not needed any
        // more.
        communicator.dropParts(part.sequence() - window, step);
        Value replaced = communicator.keepPart(part.sequence(), value);
        if (replaced != null) {
            step.free(replaced);
        }
        Payload payload = value.payload();
        HeldToken token =
                new HeldToken(communicator.communicator(), part.sequence(), payload == null ? 0 : payload.length());
        OptionalInt known = token.length() == 0 ? OptionalInt.of(0) : Checksums.known(payload);
        if (known.isPresent()) {
            held(token, known.getAsInt(), step);
        } else {
            compute(token, () -> Checksums.crc32c(payload), step);
        }
    }

    private static void compute(Object token, Callable<?> work, NodeStep step) {
        step.out().compute(token, work);
    }

    private static void held(HeldToken token, int crc32c, NodeStep step) {
        step.send(new Held(token.communicator(), token.sequence(), token.length(), crc32c));
    }

    private void decided(CommunicatorState communicator, Decision decision, Value value, NodeStep step) {
        CollectiveInstance instance = communicator.find(decision.sequence());
        if (instance == null) {
            step.free(value);
            // A decision that arrives before this node's own call is dropped. The master sends it again when this node
            // arrives late.
            if (communicator.isPast(decision.sequence())) {
                communicator.acknowledge(decision.sequence());
            }
            return;
        }
        if (!ReturnedValues.isSound(decision, value)) {
            step.free(value);
            step.violation("the slots of decision " + decision.sequence() + " do not fit its payload");
            return;
        }
        communicator.acknowledge(decision.sequence());
        communicator.remove(instance);
        instance.decide(decision, contributions(communicator, decision, value, step), step);
        follow(communicator, decision, instance, step);
    }

    private List<Contribution> contributions(
            CommunicatorState communicator, Decision decision, Value value, NodeStep step) {
        Value part = communicator.takePart(decision.sequence());
        if (part == null) {
            return ReturnedValues.values(decision, value);
        }
        if (decision.outcome() == Outcome.SUCCESS) {
            return List.of(new Contribution(rank, part));
        }
        // The part is provisional until the decision (D1), so the program must not see it after another outcome.
        step.free(part);
        return ReturnedValues.values(decision, value);
    }

    private void follow(CommunicatorState communicator, Decision decision, CollectiveInstance instance, NodeStep step) {
        if (decision.outcome() == Outcome.SUCCESS && decision.created() != 0) {
            communicators.putIfAbsent(decision.created(), new CommunicatorState(decision.created(), 0));
            members.created(decision.created(), decision.survivors(), this::incarnation);
        }
        if (decision.outcome() == Outcome.MISMATCH) {
            Failure broken = new Failure(
                    Failure.Kind.BROKEN,
                    "this communicator is unusable, because the members called"
                            + " different collectives in instance " + decision.sequence() + " (here: " + instance.what()
                            + "): "
                            + decision.detail());
            communicator.breaks(broken);
            communicator.abandon(broken, step);
        }
        enterWaiting(communicator, step);
        releaseIfOver(communicator, step);
    }

    private long incarnation(int member) {
        Member seen = views.member(member);
        return seen == null ? CommunicatorMembers.UNSEEN : seen.incarnation();
    }

    private void where(CommunicatorState communicator, CallSiteAsk where, NodeStep step) {
        CollectiveInstance instance = communicator.find(where.sequence());
        if (instance != null) {
            compute(new PlaceToken(communicator.communicator(), where.sequence()), instance.place()::get, step);
        }
    }

    private void called(CommunicatorState communicator, CallPending called, long delivered, NodeStep step) {
        if (called.sequence() >= communicator.next()) {
            communicator.summoned(new CommunicatorState.Summons(called, delivered));
        }
    }

    /**
     * Joins a barrier in which the other members wait. For any other collective it informs the master that this node
     * serves requests and cannot take part (SEMANTICS 2).
     */
    public void follow(RequestTracker work, NodeStep step) {
        for (CommunicatorState communicator : communicators.values()) {
            while (communicator.isSummoned() && communicator.broken() == null) {
                CommunicatorState.Summons summons = communicator.nextSummons();
                boolean isBarrier = summons.called().kind() == CollectiveKind.BARRIER;
                if (isBarrier ? !work.answeredBefore(summons.delivered()) : !work.isIdle()) {
                    break;
                }
                CollectiveKind kind = isBarrier ? CollectiveKind.BARRIER : CollectiveKind.SERVING;
                String name = summons.called().name();
                arrive(communicator, null, new Arrival(kind, name, "", collectiveNanos, Value.NONE), step);
            }
        }
    }

    /** Returns whether the other members wait for this serving node. */
    public boolean isSummoned() {
        for (CommunicatorState communicator : communicators.values()) {
            if (communicator.isSummoned()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the result of work outside the step lock.
     *
     * @return whether the work belongs to this part
     */
    public boolean computed(Event.Computed event, NodeStep step) {
        if (event.token() instanceof HeldToken token) {
            if (event.error() == null) {
                held(token, (Integer) event.result(), step);
            } else {
                // The node cannot acknowledge the part. It leaves, so that the others need not wait until the deadline.
                step.ownFault("look after the disk of the spool folder: this node cannot read back a part of "
                        + token.length() + " bytes: " + event.error());
            }
            return true;
        }
        if (event.token() instanceof PlaceToken token) {
            String place = event.error() == null ? String.valueOf(event.result()) : "unknown: " + event.error();
            step.send(new CallSite(token.communicator(), token.sequence(), place));
            return true;
        }
        return false;
    }

    /** Acknowledges the decisions that no arrival has acknowledged yet. */
    public void acknowledge(NodeStep step) {
        for (CommunicatorState communicator : communicators.values()) {
            if (communicator.owesAck()) {
                step.send(new DecisionAck(communicator.communicator(), communicator.takeAcked()));
            }
        }
    }

    /** Returns whether a call waits for its decision or for its turn to enter. */
    public boolean isOpen() {
        for (CommunicatorState communicator : communicators.values()) {
            if (communicator.isBusy()) {
                return true;
            }
        }
        return false;
    }

    public void forgive(long pauseNanos) {
        communicators
                .values()
                .forEach(communicator -> communicator.open().forEach(instance -> instance.forgive(pauseNanos)));
    }

    public void onDeadline(NodeStep step) {
        for (CommunicatorState communicator : communicators.values()) {
            communicator.waiting().forEach(call -> call.onDeadline(step));
            for (CollectiveInstance instance : communicator.open()) {
                if (step.now() >= instance.giveUpNanos()) {
                    step.loseMaster("no decision of " + instance.what() + " (instance " + instance.sequence()
                            + ") came, not even " + NodeTimes.text(slackNanos) + " after its deadline");
                    return;
                }
            }
        }
    }

    public long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (CommunicatorState communicator : communicators.values()) {
            for (WaitingCall call : communicator.waiting()) {
                next = Math.min(next, call.deadlineNanos());
            }
            for (CollectiveInstance instance : communicator.open()) {
                next = Math.min(next, instance.giveUpNanos());
            }
        }
        return next;
    }

    /** Ends all calls at the end of the membership. */
    public void end(Failure failure, NodeStep step) {
        communicators.values().forEach(communicator -> communicator.abandon(failure, step));
    }
}
