package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Outbox;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.PendingDeparture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of one communicator: its members, its open instances, and the stored decisions. The communicator decides
 * instances in the order of their numbers, so the deadline of an instance also ends the earlier instances.
 */
final class CommunicatorState {
    private final MasterContext context;
    private final MasterStep step;
    private final Membership membership;
    private final DecisionMaker decisions;
    private final int id;
    private final int window;
    private final EarlyLeavers leavers;
    private final TreeMap<Integer, CommunicatorMember> participants = new TreeMap<>();
    private final TreeMap<Long, CollectiveInstance> open = new TreeMap<>();
    private final TreeMap<Long, StoredDecision> stored = new TreeMap<>();
    /**
     * The calls of rank 0 that wait until fewer collectives are open, with their deadlines, in the order of the calls.
     */
    private final Map<CollectiveCall, Long> waiting = new LinkedHashMap<>();

    private long floor;
    private long highest = -1;
    private long nextLocal;
    private String brokenBy;
    private long brokenAt;
    private boolean localCloses;
    private boolean localReleased;

    CommunicatorState(MasterContext context, Membership membership, DecisionMaker decisions, int id) {
        this.context = context;
        this.step = context.step();
        this.membership = membership;
        this.decisions = decisions;
        this.id = id;
        this.window = context.settings().window();
        this.leavers = new EarlyLeavers(context.step());
    }

    int id() {
        return id;
    }

    boolean isBroken() {
        return brokenBy != null;
    }

    /** Returns the message of the mismatch that broke the communicator. Every later call repeats this message. */
    String brokenBy() {
        return brokenBy;
    }

    /** Returns the epoch of the mismatch that broke the communicator. Every later decision repeats this epoch (B1). */
    long brokenAt() {
        return brokenAt;
    }

    /** Returns whether all living members have closed the communicator, so that no member needs it any more. */
    boolean isReleased() {
        return (localReleased || !membership.selfLives())
                && open.isEmpty()
                && participants.values().stream().allMatch(CommunicatorMember::hasReleased);
    }

    /**
     * Records that a node has closed the communicator.
     *
     * @return the description of the violation, or null
     */
    String release(Node node) {
        CommunicatorMember participant = participants.get(node.rank());
        if (participant == null || participant.node() != node) {
            return "it released communicator " + id + ", of which it is not part";
        }
        if (participant.hasReleased()) {
            return null;
        }
        participant.release();
        releaseAll(Math.max(participant.acked() + 1, participant.first()), floor);
        for (CollectiveInstance instance : open.values()) {
            ArrivalState arrival = instance.arrivals().of(node);
            if (arrival != null) {
                instance.arrivals().release(arrival);
            }
        }
        advance();
        return null;
    }

    /**
     * Closes the communicator for the program of rank 0. The release follows when the last call of rank 0 on it has
     * ended.
     */
    void close() {
        localCloses = true;
        releaseLocal();
    }

    private void releaseLocal() {
        if (!localCloses || localReleased || hasOwnCalls()) {
            return;
        }
        localReleased = true;
        releaseAll(nextLocal, floor);
        for (CollectiveInstance instance : open.values()) {
            if (instance.arrivals().local() != null) {
                instance.arrivals().release(instance.arrivals().local());
            }
        }
        advance();
    }

    /** Returns whether rank 0 waits in an open instance. */
    boolean hasOwnCalls() {
        boolean found = !waiting.isEmpty();
        for (CollectiveInstance instance : open.values()) {
            found |= instance.call() != null;
        }
        return found;
    }

    /** Returns whether an instance is open or a call of rank 0 waits. */
    boolean isBusy() {
        return !open.isEmpty() || !waiting.isEmpty();
    }

    /**
     * Adds a node, which takes part from the instance after the highest open one. Returns the number of that instance.
     */
    long enter(Node node) {
        participants.put(node.rank(), new CommunicatorMember(node, highest + 1));
        leavers.entered(node.rank());
        return highest + 1;
    }

    /**
     * Handles an arrival of a node.
     *
     * @return the description of the violation, after which the caller frees the payload, or null
     */
    String arrive(Node node, Arrive arrive, Payload payload) {
        CommunicatorMember participant = participants.get(node.rank());
        long sequence = arrive.sequence();
        if (participant != null && participant.hasReleased()) {
            // The frame was in transit when a mismatch ended the communicator at the node.
            step.free(payload);
            return null;
        }
        if (participant == null || sequence < participant.first()) {
            return "it is not part of instance " + sequence + " of communicator " + id;
        }
        String wrong = ArrivalParts.violation(arrive, node.facts(), membership.size());
        if (wrong != null) {
            return wrong;
        }
        if (sequence >= Math.max(floor, participant.first()) + window || arrive.timeoutNanos() < 0) {
            return "it arrived at instance " + sequence + ", but the first open one is " + floor;
        }
        ack(participant, Math.max(arrive.acked(), sequence - window));
        if (sequence < floor || isBroken()) {
            answerLate(node, sequence);
            step.free(payload);
            return null;
        }
        CollectiveInstance instance = open.get(sequence);
        if (instance == null && arrive.kind() == CollectiveKind.SERVING) {
            return "it sent SERVING for instance " + sequence + ", which no member has called";
        }
        instance = instance == null ? open(sequence) : instance;
        ArrivalState arrival = instance.arrivals().of(node);
        if (arrival.hasArrived()) {
            step.free(payload);
            return null;
        }
        if (!arrive.kind().isContributed()) {
            step.free(payload); // the call takes no value
        }
        instance.arrive(arrival, CallSignature.of(arrive), GivenValue.of(arrive, payload), arrive.timeoutNanos());
        advance();
        return null;
    }

    /** Handles a call of rank 0; fails it if the communicator is unusable. */
    void call(CollectiveCall call) {
        if (localCloses) {
            step.out().fail(call, CommunicatorMembers.closedFailure());
            return;
        }
        if (isBroken()) {
            step.out().fail(call, new Failure(Failure.Kind.BROKEN, brokenBy));
            return;
        }
        if (waiting.isEmpty() && hasRoom()) {
            enter(call, call.timeoutNanos());
        } else {
            waiting.put(call, step.after(call.timeoutNanos()));
        }
        advance();
    }

    private boolean hasRoom() {
        return nextLocal - floor < window;
    }

    /**
     * Lets the first waiting call of rank 0 enter, if few enough collectives are open. No call of rank 0 is refused
     * because many are open. The calls enter in their order, and each takes its number when it enters.
     *
     * @return whether a call left the queue
     */
    private boolean enterWaiting() {
        if (waiting.isEmpty() || !isBroken() && !hasRoom()) {
            return false;
        }
        Map.Entry<CollectiveCall, Long> first = waiting.entrySet().iterator().next();
        CollectiveCall call = first.getKey();
        waiting.remove(call);
        if (isBroken()) {
            step.out().fail(call, new Failure(Failure.Kind.BROKEN, brokenBy));
        } else {
            enter(call, Math.max(0, first.getValue() - step.now()));
        }
        return true;
    }

    private void enter(CollectiveCall call, long timeoutNanos) {
        long sequence = nextLocal++;
        StoredDecision late = stored.get(sequence);
        if (late != null) {
            step.out().complete(call, new CollectiveCall.Decided(late.copies().decision(), List.of()));
            release(sequence);
        } else {
            CollectiveInstance instance = open.get(sequence);
            (instance == null ? open(sequence) : instance).call(call, timeoutNanos);
        }
    }

    /** Ends the calls of rank 0 with a failure. */
    void end(Failure failure) {
        waiting.keySet().forEach(call -> step.out().fail(call, failure));
        waiting.clear();
        for (CollectiveInstance instance : open.values()) {
            if (instance.call() != null) {
                step.out().fail(instance.call(), failure);
            }
        }
    }

    /** Returns the open instance with a number, or null. */
    CollectiveInstance find(long sequence) {
        return open.get(sequence);
    }

    Iterable<CollectiveInstance> instances() {
        return open.values();
    }

    /** Handles an acknowledgement of all decisions up to the given number. */
    void acked(Node node, long sequence) {
        CommunicatorMember participant = participants.get(node.rank());
        if (participant != null && !participant.hasReleased()) {
            ack(participant, sequence);
        }
    }

    /** Records a departure. The caller must call {@link #advance} afterwards. */
    void depart(PendingDeparture pending) {
        Node node = pending.node();
        if (node == null) {
            leavers.departed(pending);
            if (!localReleased) {
                releaseAll(nextLocal, floor);
            }
            for (CollectiveInstance instance : open.values()) {
                if (instance.arrivals().local() != null) {
                    instance.depart(instance.arrivals().local(), pending);
                }
            }
            return;
        }
        CommunicatorMember participant = participants.get(node.rank());
        if (participant == null || participant.node() != node) {
            return;
        }
        participants.remove(node.rank());
        leavers.departed(pending);
        long unacknowledged = Math.max(participant.acked() + 1, participant.first());
        long decided = participant.hasReleased() ? 0 : floor;
        if (pending.isOver()) {
            releaseAll(unacknowledged, decided);
        } else {
            context.closing().release(node.endpoint(), () -> releaseAll(unacknowledged, decided));
        }
        for (CollectiveInstance instance : open.values()) {
            ArrivalState arrival = instance.arrivals().of(node);
            if (arrival != null) {
                instance.depart(arrival, pending);
            }
        }
    }

    /** Decides all instances that are ready, in order. Waiting calls of rank 0 enter between two decisions. */
    void advance() {
        boolean goesOn = true;
        while (goesOn) {
            boolean entered = enterWaiting();
            goesOn = decideFirst() || entered;
        }
        releaseLocal();
    }

    private boolean decideFirst() {
        if (membership.isUnsettled() || open.isEmpty()) {
            return false;
        }
        floor = isBroken() ? open.firstKey() : floor;
        CollectiveInstance instance = open.get(floor);
        Outcome outcome = instance == null ? null : isBroken() ? Outcome.MISMATCH : instance.outcome();
        if (outcome == null) {
            return false;
        }
        decide(instance, outcome);
        return true;
    }

    /** Returns the next deadline of an open instance. */
    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        if (!waiting.isEmpty()) {
            next = waiting.values().stream().min(Long::compare).orElseThrow();
        }
        for (CollectiveInstance instance : open.values()) {
            next = Math.min(next, instance.deadline());
        }
        return next;
    }

    void onDeadline() {
        long last = -1;
        for (CollectiveInstance instance : open.values()) {
            last = step.isDue(instance.deadline()) ? instance.sequence() : last;
        }
        for (long deadline : waiting.values()) {
            // The call enters with its deadline already passed, so the calls before it time out with it.
            last = step.isDue(deadline) ? nextLocal - 1 : last;
        }
        for (long sequence = floor; sequence <= last; sequence++) {
            CollectiveInstance instance = open.get(sequence);
            (instance == null ? open(sequence) : instance).expire();
        }
        advance();
    }

    /**
     * Returns the time of the next log line about a wait. The first instance is enough, because the later ones wait for
     * the same members.
     */
    long nextLineNanos() {
        return open.isEmpty() ? Long.MAX_VALUE : open.get(open.firstKey()).nextLineNanos();
    }

    void writeLine() {
        open.get(open.firstKey()).writeLine();
    }

    private CollectiveInstance open(long sequence) {
        List<ArrivalState> byRank = new ArrayList<>(participants.size() + 1);
        byRank.add(membership.selfLives() ? state(0, null, localReleased) : null);
        for (CommunicatorMember participant : participants.values()) {
            if (participant.first() <= sequence) {
                int rank = participant.node().rank();
                while (byRank.size() < rank) {
                    byRank.add(null);
                }
                byRank.add(state(rank, participant.node(), participant.hasReleased()));
            }
        }
        CollectiveInstance instance =
                new CollectiveInstance(context, membership, id, sequence, new ArrivalTable(byRank));
        open.put(sequence, instance);
        highest = Math.max(highest, sequence);
        return instance;
    }

    private static ArrivalState state(int rank, Node node, boolean isReleased) {
        ArrivalState state = new ArrivalState(rank, node);
        if (isReleased) {
            state.release();
        }
        return state;
    }

    private void decide(CollectiveInstance instance, Outcome outcome) {
        open.remove(instance.sequence());
        floor = instance.sequence() + 1;
        instance.decided();
        if (outcome == Outcome.SUCCESS && context.settings().isSpmd()) {
            leavers.decided(instance);
        }
        DecisionBuilder builder = decisions.rule(this, instance, outcome);
        Decision decision = builder.copies().decision();
        if (outcome == Outcome.MISMATCH) {
            brokenBy = decision.detail();
            brokenAt = decision.epoch();
        }
        int outstanding = 0;
        Outbox out = step.out();
        for (ArrivalState arrival : instance.arrivals().living()) {
            boolean localIsThere = arrival.isLocal() && arrival.hasArrived();
            outstanding += localIsThere || arrival.neverComes() ? 0 : 1;
            if (!arrival.isLocal() && arrival.hasArrived()) {
                ReadableDecision.send(arrival.node(), builder.copies().of(arrival.rank()), out);
            }
        }
        StoredDecision kept = new StoredDecision(builder.copies(), outstanding);
        if (!kept.freeIfDone(step)) {
            stored.put(instance.sequence(), kept);
        }
        boolean localIsThere = instance.call() != null && instance.arrivals().local() != null;
        if (localIsThere) {
            out.complete(instance.call(), new CollectiveCall.Decided(decision, builder.own()));
        }
        if (!builder.givesValuesAway()) {
            instance.arrivals().all().forEach(arrival -> arrival.dropContribution(step));
        } else if (!localIsThere) {
            builder.own().forEach(each -> step.free(each.value()));
        }
    }

    private void answerLate(Node node, long sequence) {
        StoredDecision late = stored.get(sequence);
        if (late != null) {
            ReadableDecision.send(node, late.copies().of(node.rank()), step.out());
        } else if (isBroken()) {
            step.send(node, decisions.broken(this, sequence));
        }
    }

    private void ack(CommunicatorMember participant, long sequence) {
        long last = Math.min(sequence, floor - 1);
        for (long each = participant.acked() + 1; each <= last; each++) {
            release(each);
        }
        participant.ack(Math.max(participant.acked(), last));
    }

    private void releaseAll(long from, long end) {
        for (long each = from; each < end; each++) {
            release(each);
        }
    }

    private void release(long sequence) {
        StoredDecision decision = stored.get(sequence);
        if (decision != null && decision.release(step)) {
            stored.remove(sequence);
        }
    }
}
