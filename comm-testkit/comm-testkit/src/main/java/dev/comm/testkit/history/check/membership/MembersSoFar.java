package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Occurrence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The registered nodes and the members, as the events of the master update them. */
final class MembersSoFar {
    private final SortedMap<Integer, Long> members = new TreeMap<>();
    private final Map<Long, Occurrence.Registered> waiting = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();

    /**
     * Takes the next event. Returns false if the event gives a new member a rank that another incarnation still has.
     */
    boolean take(Occurrence next) {
        if (next instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
            joined.view().members().forEach((rank, member) -> members.put(rank, member.incarnation()));
        } else if (next instanceof Occurrence.Registered registered) {
            waiting.put(registered.incarnation(), registered);
        } else if (next instanceof Occurrence.Unregistered left) {
            waiting.remove(left.incarnation());
            gone.add(left.incarnation());
        } else if (next instanceof Occurrence.Departed departed) {
            members.remove(departed.rank(), departed.incarnation());
            gone.add(departed.incarnation());
        } else if (next instanceof Occurrence.Welcomed welcomed) {
            waiting.remove(welcomed.incarnation());
            Long older = members.put(welcomed.rank(), welcomed.incarnation());
            return older == null || older == welcomed.incarnation();
        }
        return true;
    }

    /** Returns the living members by rank. */
    SortedMap<Integer, Long> members() {
        return members;
    }

    /** Returns the registered nodes that are no members yet. */
    Map<Long, Occurrence.Registered> waiting() {
        return waiting;
    }

    /** Returns the lowest rank that no member has and for which no registered node waits. */
    int lowestFree() {
        int rank = 1;
        while (isTaken(rank)) {
            rank++;
        }
        return rank;
    }

    /** Returns whether an incarnation has departed, or went away before it was a member. */
    boolean isGone(long incarnation) {
        return gone.contains(incarnation);
    }

    /** Returns whether a member has this rank, or a registered node waits for it. */
    boolean isTaken(int rank) {
        return members.containsKey(rank) || waiting.values().stream().anyMatch(registered -> registered.rank() == rank);
    }
}
