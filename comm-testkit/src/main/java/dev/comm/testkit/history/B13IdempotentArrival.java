package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** However often a member arrives, it counts once. */
final class B13IdempotentArrival implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Decided decided : history.of(Occurrence.Decided.class)) {
            List<Integer> survivors = decided.decision().survivors();
            if (!isRising(survivors)) {
                found.add(decided.instance() + " lists its survivors as " + survivors);
            }
        }
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            List<Integer> ranks =
                    returned.got().stream().map(Occurrence.Got::rank).toList();
            if (ranks.size() > 1 && new HashSet<>(ranks).size() != ranks.size()) {
                found.add(returned.instance() + " gave " + returned.life() + " values of ranks " + ranks);
            }
        }
        return found;
    }

    private static boolean isRising(List<Integer> ranks) {
        for (int i = 1; i < ranks.size(); i++) {
            if (ranks.get(i - 1) >= ranks.get(i)) {
                return false;
            }
        }
        return true;
    }
}
