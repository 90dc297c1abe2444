package dev.comm.node.machine;

import dev.comm.api.frame.CollectiveCommand.Called;
import dev.comm.api.machine.CollectiveCall;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Value;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.TreeMap;

/** One communicator at this node: its counting, what is open, what was acknowledged. */
final class Ledger {
    private final int communicator;
    private final ArrayDeque<Instance> open = new ArrayDeque<>();
    /** Parts that came, also before the local call: rank 0 pushes as soon as it calls. */
    private final TreeMap<Long, Value> parts = new TreeMap<>();
    /** Calls of others that this node has not followed yet. */
    private final TreeMap<Long, Summons> summons = new TreeMap<>();

    private long next;
    private long acked;
    private long ackedSent;
    private Failure broken;

    Ledger(int communicator, long next) {
        this.communicator = communicator;
        this.next = next;
        this.acked = next - 1;
        this.ackedSent = next - 1;
    }

    /**
     * The others wait for this serving node.
     *
     * @param delivered requests that had been delivered when it was called
     */
    record Summons(Called called, long delivered) {}

    int communicator() {
        return communicator;
    }

    /** The number of the next call. */
    long next() {
        return next;
    }

    int openCount() {
        return open.size();
    }

    Iterable<Instance> open() {
        return open;
    }

    /** Why no call is possible any more, or null. */
    Failure broken() {
        return broken;
    }

    void breaks(Failure why) {
        if (broken == null) {
            broken = why;
        }
    }

    /** Takes the next number. */
    Instance enter(CollectiveCall call, long giveUpNanos) {
        Instance instance = new Instance(next++, call, giveUpNanos);
        open.add(instance);
        if (!summons.isEmpty()) {
            summons.headMap(next).clear();
        }
        return instance;
    }

    /** How many numbers lie from the first that is open to the last; those between may be decided. */
    long spread() {
        return open.isEmpty() ? 0 : next - open.peekFirst().sequence();
    }

    /** The open instance of a number, or null. */
    Instance find(long sequence) {
        for (Instance instance : open) {
            if (instance.sequence() == sequence) {
                return instance;
            }
        }
        return null;
    }

    void remove(Instance instance) {
        open.remove(instance);
    }

    /** Whether the number lies before everything that is open here. */
    boolean isPast(long sequence) {
        return sequence < next && find(sequence) == null;
    }

    /** Keeps a part; gives the one that it replaces, or null. */
    Value keepPart(long sequence, Value part) {
        return parts.put(sequence, part);
    }

    /** Takes the part of an instance, or null. */
    Value takePart(long sequence) {
        return parts.isEmpty() ? null : parts.remove(sequence);
    }

    void summoned(Summons call) {
        summons.put(call.called().sequence(), call);
    }

    /** What the others wait for next, or null. */
    Summons nextSummons() {
        return summons.get(next);
    }

    boolean isSummoned() {
        return !summons.isEmpty() && summons.containsKey(next);
    }

    /** The decision of this instance is here. */
    void acknowledge(long sequence) {
        acked = Math.max(acked, sequence);
    }

    /** The last instance whose decision is here, with all before; it goes out with the caller's next frame. */
    long takeAcked() {
        ackedSent = ackedWithAllBefore();
        return ackedSent;
    }

    boolean owesAck() {
        return ackedWithAllBefore() != ackedSent;
    }

    /** A small decision may overtake a large one, whose bytes the master has to keep until they are here. */
    private long ackedWithAllBefore() {
        return open.isEmpty() ? acked : Math.min(acked, open.peekFirst().sequence() - 1);
    }

    /** Ends all that is open and drops all parts. */
    void abandon(Failure failure, Turn turn) {
        Iterator<Instance> all = open.iterator();
        while (all.hasNext()) {
            Instance instance = all.next();
            all.remove();
            instance.abandon(failure, turn);
        }
        parts.values().forEach(turn::free);
        parts.clear();
        summons.clear();
    }
}
