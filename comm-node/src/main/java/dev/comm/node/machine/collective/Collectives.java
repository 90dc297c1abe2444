package dev.comm.node.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Called;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Standing;
import dev.comm.api.protocol.CollectiveCommand.Where;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox.Severity;
import dev.comm.core.machine.Value;
import dev.comm.core.value.Checksums;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.membership.Times;
import dev.comm.node.machine.work.Work;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * The collectives at a node: numbers calls, sends arrivals, keeps parts, handles decisions. A node never decides:
 * without a decision the master counts as lost, and the node closes the connection before any call ends (SEMANTICS 2).
 */
public final class Collectives {

    private final int window;
    private final long collectiveNanos;
    private final TreeMap<Integer, Ledger> ledgers = new TreeMap<>();
    private int rank = -1;
    private long slackNanos;

    /**
     * Creates the part, without a membership yet.
     *
     * @param window open collectives per communicator
     * @param collectiveNanos timeout of a serving node in a barrier
     */
    public Collectives(int window, long collectiveNanos) {
        this.window = window;
        this.collectiveNanos = collectiveNanos;
    }

    private record HeldToken(int communicator, long sequence, long length) {}

    private record PlaceToken(int communicator, long sequence) {}

    /** Begins the membership. */
    public void start(int ownRank, List<Sequence> sequences, long slack) {
        rank = ownRank;
        slackNanos = slack;
        ledgers.put(0, new Ledger(0, 0));
        sequences.forEach(s -> ledgers.put(s.communicator(), new Ledger(s.communicator(), s.next())));
    }

    /** Handles a collective call of the local program. */
    public void enter(CollectiveCall call, NodeStep step) {
        Ledger ledger = ledgers.get(call.communicator());
        Failure refusal = refusal(ledger, call);
        if (refusal != null) {
            step.out().fail(call, refusal);
            return;
        }
        Arrival arrival = new Arrival(call.kind(), call.name(), call.timeoutNanos(), call.contribution());
        arrive(ledger, call, arrival, step);
    }

    private Failure refusal(Ledger ledger, CollectiveCall call) {
        if (ledger == null) {
            return new Failure(Failure.Kind.ILLEGAL_STATE, "there is no communicator " + call.communicator());
        }
        if (ledger.broken() != null) {
            return ledger.broken();
        }
        if (ledger.spread() >= window) {
            return new Failure(
                    Failure.Kind.LIMIT,
                    "wait for one of the " + window + " open collectives of this communicator"
                            + " before the next one, or raise limits.openCollectives on all members");
        }
        return null;
    }

    /** The content of an arrival. */
    private record Arrival(CollectiveKind kind, String name, long timeoutNanos, Value contribution) {}

    private void arrive(Ledger ledger, CollectiveCall call, Arrival arrival, NodeStep step) {
        long giveUp = Nanos.after(step.after(arrival.timeoutNanos()), slackNanos);
        long sequence = ledger.enter(call, giveUp).sequence();
        Arrive command = Arrive.of(
                        ledger.communicator(), sequence, arrival.kind(), arrival.timeoutNanos(), ledger.takeAcked())
                .withName(arrival.name())
                .withContent(arrival.contribution().content());
        step.send(command, arrival.contribution(), null);
    }

    /** Handles a command of the master. */
    public void receive(CollectiveCommand command, Value value, long delivered, NodeStep step) {
        Ledger ledger = ledgers.get(command.communicator());
        if (ledger == null) {
            step.free(value);
            step.violation(
                    command.getClass().getSimpleName() + " for the unknown communicator " + command.communicator());
        } else if (command instanceof Decision decision) {
            decided(ledger, decision, value, step);
        } else if (command instanceof Part part) {
            part(ledger, part, value, step);
        } else if (command instanceof Where where) {
            where(ledger, where, step);
        } else if (command instanceof Called called) {
            called(ledger, called, delivered, step);
        } else {
            step.free(value);
            step.violation(command.getClass().getSimpleName() + " is for masters");
        }
    }

    private void part(Ledger ledger, Part part, Value value, NodeStep step) {
        if (ledger.isPast(part.sequence())) {
            step.free(value);
            return;
        }
        if (part.sequence() >= ledger.next() + window) {
            step.free(value);
            step.violation("a part of instance " + part.sequence() + " while " + ledger.next() + " is next");
            return;
        }
        Value replaced = ledger.keepPart(part.sequence(), value);
        if (replaced != null) {
            step.free(replaced);
        }
        Payload payload = value.payload();
        HeldToken token = new HeldToken(ledger.communicator(), part.sequence(), payload == null ? 0 : payload.length());
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

    private void decided(Ledger ledger, Decision decision, Value value, NodeStep step) {
        Instance instance = ledger.find(decision.sequence());
        if (instance == null) {
            step.free(value);
            // Ahead of this node's own call: not taken, the master sends it again to the late arrival.
            if (ledger.isPast(decision.sequence())) {
                ledger.acknowledge(decision.sequence());
            }
            return;
        }
        if (!Returned.isSound(decision, value)) {
            step.free(value);
            step.violation("the slots of decision " + decision.sequence() + " do not fit its payload");
            return;
        }
        ledger.acknowledge(decision.sequence());
        ledger.remove(instance);
        instance.decide(decision, contributions(ledger, decision, value, step), step);
        follow(ledger, decision, instance, step);
    }

    private List<Contribution> contributions(Ledger ledger, Decision decision, Value value, NodeStep step) {
        Value part = ledger.takePart(decision.sequence());
        if (part == null) {
            return Returned.values(decision, value);
        }
        if (decision.outcome() == Outcome.SUCCESS) {
            return List.of(new Contribution(rank, part));
        }
        // Provisional until the decision (D1): nobody may see it now.
        step.free(part);
        return Returned.values(decision, value);
    }

    private void follow(Ledger ledger, Decision decision, Instance instance, NodeStep step) {
        if (decision.outcome() == Outcome.SUCCESS && decision.created() != 0) {
            ledgers.putIfAbsent(decision.created(), new Ledger(decision.created(), 0));
        }
        if (decision.outcome() == Outcome.MISMATCH) {
            Failure broken = new Failure(
                    Failure.Kind.BROKEN,
                    "this communicator is unusable, because the members called"
                            + " different collectives in instance " + decision.sequence() + " (here: " + instance.what()
                            + "): "
                            + decision.detail());
            ledger.breaks(broken);
            ledger.abandon(broken, step);
        }
    }

    private void where(Ledger ledger, Where where, NodeStep step) {
        Instance instance = ledger.find(where.sequence());
        if (instance != null) {
            compute(new PlaceToken(ledger.communicator(), where.sequence()), instance.place()::get, step);
        }
    }

    private void called(Ledger ledger, Called called, long delivered, NodeStep step) {
        if (called.sequence() >= ledger.next() + window) {
            step.violation("a summons to instance " + called.sequence() + ", but the next one is " + ledger.next());
        } else if (called.sequence() >= ledger.next()) {
            ledger.summoned(new Ledger.Summons(called, delivered));
        }
    }

    /**
     * Joins the other members in a barrier, or tells the master that this node serves requests and cannot take part
     * (SEMANTICS 2).
     */
    public void follow(Work work, NodeStep step) {
        for (Ledger ledger : ledgers.values()) {
            while (ledger.isSummoned() && ledger.broken() == null) {
                Ledger.Summons summons = ledger.nextSummons();
                boolean isBarrier = summons.called().kind() == CollectiveKind.BARRIER;
                if (isBarrier ? !work.answeredBefore(summons.delivered()) : !work.isIdle()) {
                    break;
                }
                CollectiveKind kind = isBarrier ? CollectiveKind.BARRIER : CollectiveKind.SERVING;
                String name = summons.called().name();
                arrive(ledger, null, new Arrival(kind, name, collectiveNanos, Value.NONE), step);
            }
        }
    }

    /** Whether other members wait for this serving node. */
    public boolean isSummoned() {
        for (Ledger ledger : ledgers.values()) {
            if (ledger.isSummoned()) {
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
                step.out()
                        .log(
                                Severity.WARN,
                                "cannot acknowledge a part of " + token.length()
                                        + " bytes, because this node failed to read it back: " + event.error());
            }
            return true;
        }
        if (event.token() instanceof PlaceToken token) {
            String place = event.error() == null ? String.valueOf(event.result()) : "unknown: " + event.error();
            step.send(new Standing(token.communicator(), token.sequence(), place));
            return true;
        }
        return false;
    }

    /** Acknowledges decisions that no arrival has acknowledged. */
    public void acknowledge(NodeStep step) {
        for (Ledger ledger : ledgers.values()) {
            if (ledger.owesAck()) {
                step.send(new DecisionAck(ledger.communicator(), ledger.takeAcked()));
            }
        }
    }

    /** Whether a call waits for its decision. */
    public boolean isOpen() {
        for (Ledger ledger : ledgers.values()) {
            if (ledger.openCount() > 0) {
                return true;
            }
        }
        return false;
    }

    public void forgive(long pauseNanos) {
        ledgers.values().forEach(ledger -> ledger.open().forEach(instance -> instance.forgive(pauseNanos)));
    }

    public void onDeadline(NodeStep step) {
        for (Ledger ledger : ledgers.values()) {
            for (Instance instance : ledger.open()) {
                if (step.now() >= instance.giveUpNanos()) {
                    step.loseMaster("no decision of " + instance.what() + " (instance " + instance.sequence()
                            + ") came, not even " + Times.text(slackNanos) + " after its deadline");
                    return;
                }
            }
        }
    }

    public long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (Ledger ledger : ledgers.values()) {
            for (Instance instance : ledger.open()) {
                next = Math.min(next, instance.giveUpNanos());
            }
        }
        return next;
    }

    /** Ends all calls at the end of the membership. */
    public void end(Failure failure, NodeStep step) {
        ledgers.values().forEach(ledger -> ledger.abandon(failure, step));
    }
}
