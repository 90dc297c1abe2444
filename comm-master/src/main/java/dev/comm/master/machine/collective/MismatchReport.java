package dev.comm.master.machine.collective;

import dev.comm.master.machine.membership.RankText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The description of a mismatch: the calls of all members and their call sites (B9). */
final class MismatchReport {
    private static final int GROUPS_MAX = 8;

    private MismatchReport() {}

    /**
     * Creates one clause for each group of members with the same call at the same site. The smallest group comes first,
     * because it is most likely the cause. Departed members are named only if all members that called have departed.
     */
    static String sentence(Iterable<ArrivalState> arrivals) {
        String living = sentence(arrivals, ArrivalState::isPresent);
        return living.isEmpty() ? sentence(arrivals, ArrivalState::hasArrived) : living;
    }

    private static String sentence(Iterable<ArrivalState> arrivals, Predicate<ArrivalState> which) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (ArrivalState arrival : arrivals) {
            if (which.test(arrival)) {
                String place = arrival.place() == null || arrival.place().isEmpty()
                        ? ""
                        : " at " + CallSignature.shortened(arrival.place());
                groups.computeIfAbsent(arrival.called().sentence() + place, key -> new ArrayList<>())
                        .add(arrival.rank());
            }
        }
        List<Map.Entry<String, List<Integer>>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.comparingInt(group -> group.getValue().size()));
        List<String> clauses = new ArrayList<>();
        sorted.stream()
                .limit(GROUPS_MAX)
                .forEach(group -> clauses.add(RankText.sentence(group.getValue()) + " " + group.getKey()));
        if (sorted.size() > GROUPS_MAX) {
            clauses.add("and " + (sorted.size() - GROUPS_MAX) + " more groups");
        }
        return String.join("; ", clauses);
    }
}
