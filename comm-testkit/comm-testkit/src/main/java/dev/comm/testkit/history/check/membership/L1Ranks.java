package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * L1: the check that a node has the rank that the view of the master gives it, also if ranks were renumbered at the
 * start.
 */
final class L1Ranks implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Long, Integer> told = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Welcomed welcomed) {
                told.putIfAbsent(welcomed.incarnation(), welcomed.rank());
            } else if (each instanceof Occurrence.ViewSeen seen && seen.life().rank() == 0) {
                seen.members().forEach((rank, incarnation) -> check(told, rank, incarnation, found));
            } else if (each instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
                joined.view().members().forEach((rank, member) -> check(told, rank, member.incarnation(), found));
            }
        }
        return found;
    }

    private static void check(Map<Long, Integer> told, int rank, long incarnation, List<String> found) {
        if (!told.getOrDefault(incarnation, rank).equals(rank)) {
            found.add("a node was told to be rank " + told.get(incarnation) + "; the view has it as rank " + rank);
        }
    }
}
