package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The copies of one decision, one for each receiver. The verdict in all copies is equal (B1). Most decisions have the
 * same values for all receivers; those of some kinds have other slots and bytes for each receiver. The payloads of the
 * copies read the owned payloads, so the copies stay readable until those are freed.
 */
final class DecisionCopies {
    private final Copy common;
    private final SortedMap<Integer, Copy> byRank;
    private final List<Payload> owned;

    private DecisionCopies(Copy common, SortedMap<Integer, Copy> byRank, List<Payload> owned) {
        this.common = common;
        this.byRank = byRank;
        this.owned = owned;
    }

    /** Creates a decision whose copies are equal. It owns the payload, which may be null. */
    static DecisionCopies equal(Decision decision, Payload payload) {
        return new DecisionCopies(
                new Copy(decision, payload), new TreeMap<>(), payload == null ? List.of() : List.of(payload));
    }

    /**
     * Creates a decision with a copy for each receiver.
     *
     * @param common decision without values, for a receiver without a copy
     * @param byRank copies by the rank of their receiver
     * @param owned payloads that the copies read
     */
    static DecisionCopies forEach(Decision common, SortedMap<Integer, Copy> byRank, List<Payload> owned) {
        return new DecisionCopies(new Copy(common, null), byRank, owned);
    }

    /** Returns the decision, whose verdict is equal in all copies. */
    Decision decision() {
        return common.decision();
    }

    /** Returns the copy for a receiver. Each call returns the same copy. */
    Copy of(int rank) {
        return byRank.getOrDefault(rank, common);
    }

    /** Returns the payloads to free when no receiver needs its copy any more. */
    List<Payload> owned() {
        return owned;
    }

    /**
     * What one receiver gets of a decision.
     *
     * @param payload bytes of the slots of this copy, or null
     */
    record Copy(Decision decision, Payload payload) {}
}
