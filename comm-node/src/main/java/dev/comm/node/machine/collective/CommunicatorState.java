package dev.comm.node.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.membership.NodeStep;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;

/** The state of one communicator at this node: the next number, the open instances, and the acknowledgements. */
final class CommunicatorState {
    private final int communicator;
    private final ArrayDeque<CollectiveInstance> open = new ArrayDeque<>();
    private final ArrayDeque<WaitingCall> waiting = new ArrayDeque<>();
    /**
     * The received parts. A part may arrive before the local call, because rank 0 pushes its values as soon as it
     * calls.
     */
    private final TreeMap<Long, Value> parts = new TreeMap<>();
    /** The instances in which other members wait for this serving node. */
    private final TreeMap<Long, Summons> summons = new TreeMap<>();

    private long next;
    private long acked;
    private long ackedSent;
    private Failure broken;
    private boolean closing;

    CommunicatorState(int communicator, long next) {
        this.communicator = communicator;
        this.next = next;
        this.acked = next - 1;
        this.ackedSent = next - 1;
    }

    /**
     * A notice that other members wait for this serving node.
     *
     * @param delivered number of requests delivered before the notice
     */
    record Summons(CallPending called, long delivered) {}

    int communicator() {
        return communicator;
    }

    /** Returns the number of the next call. */
    long next() {
        return next;
    }

    /** Returns whether a call waits for its decision, or until fewer collectives are open. */
    boolean isBusy() {
        return !open.isEmpty() || !waiting.isEmpty();
    }

    /** Returns the calls that wait until fewer collectives are open, in their order. */
    ArrayDeque<WaitingCall> waiting() {
        return waiting;
    }

    Iterable<CollectiveInstance> open() {
        return open;
    }

    /** Returns the failure with which all later calls fail, or null. */
    Failure broken() {
        return broken;
    }

    /** Records that the program has closed the communicator. */
    void close() {
        closing = true;
        summons.clear();
    }

    /** Returns whether the program has closed the communicator and its last call has ended. */
    boolean isOver() {
        return closing && !isBusy();
    }

    void breaks(Failure why) {
        if (broken == null) {
            broken = why;
        }
    }

    /** Creates the next instance. */
    CollectiveInstance enter(CollectiveCall call, long giveUpNanos) {
        CollectiveInstance instance = new CollectiveInstance(next++, call, giveUpNanos);
        open.add(instance);
        if (!summons.isEmpty()) {
            summons.headMap(next).clear();
        }
        return instance;
    }

    /** Returns the distance from the first open number to the next number. Instances between the two may be decided. */
    long spread() {
        return open.isEmpty() ? 0 : next - open.peekFirst().sequence();
    }

    /** Returns the open instance with a number, or null. */
    CollectiveInstance find(long sequence) {
        for (CollectiveInstance instance : open) {
            if (instance.sequence() == sequence) {
                return instance;
            }
        }
        return null;
    }

    void remove(CollectiveInstance instance) {
        open.remove(instance);
    }

    /** Returns whether this node has entered the instance and the instance is not open any more. */
    boolean isPast(long sequence) {
        return sequence < next && find(sequence) == null;
    }

    /** Stores a part. Returns the part that it replaces, or null. */
    Value keepPart(long sequence, Value part) {
        return parts.put(sequence, part);
    }

    /** Drops the parts of calls that this node has not made, up to a number. */
    void dropParts(long last, NodeStep step) {
        if (last < next) {
            return;
        }
        SortedMap<Long, Value> useless = parts.subMap(next, true, last, true);
        useless.values().forEach(step::free);
        useless.clear();
    }

    /** Removes and returns the part of an instance, or null. */
    Value takePart(long sequence) {
        return parts.isEmpty() ? null : parts.remove(sequence);
    }

    void summoned(Summons call) {
        if (!closing) {
            summons.put(call.called().sequence(), call);
        }
    }

    /** Returns the notice for the next instance if other members wait in it, or null. */
    Summons nextSummons() {
        return summons.get(next);
    }

    boolean isSummoned() {
        return !summons.isEmpty() && summons.containsKey(next);
    }

    /** Records the decision of an instance. */
    void acknowledge(long sequence) {
        acked = Math.max(acked, sequence);
    }

    /** Returns the number up to which all decisions have arrived. The caller sends it in its next frame. */
    long takeAcked() {
        ackedSent = ackedWithAllBefore();
        return ackedSent;
    }

    boolean owesAck() {
        return ackedWithAllBefore() != ackedSent;
    }

    /**
     * Returns the number up to which all decisions have arrived without a gap. A small decision may overtake a large
     * one, and the master must keep the large one until it has arrived.
     */
    private long ackedWithAllBefore() {
        return open.isEmpty() ? acked : Math.min(acked, open.peekFirst().sequence() - 1);
    }

    /** Ends all open instances and drops all parts. */
    void abandon(Failure failure, NodeStep step) {
        Iterator<CollectiveInstance> all = open.iterator();
        while (all.hasNext()) {
            CollectiveInstance instance = all.next();
            all.remove();
            instance.abandon(failure, step);
        }
        waiting.forEach(call -> call.end(failure, step));
        waiting.clear();
        parts.values().forEach(step::free);
        parts.clear();
        summons.clear();
    }
}
