package dev.comm.master.machine;

import java.util.ArrayList;
import java.util.List;

/** Writes ranks for people. */
final class Ranks {
    private static final int RUNS_MAX = 20;

    private Ranks() {}

    /** For example {@code rank 3} or {@code ranks 0-2, 5}; the ranks are ascending. */
    static String sentence(List<Integer> ascending) {
        List<String> runs = new ArrayList<>();
        int i = 0;
        while (i < ascending.size()) {
            int first = ascending.get(i);
            int last = first;
            while (i + 1 < ascending.size() && ascending.get(i + 1) == last + 1) {
                last = ascending.get(++i);
            }
            i++;
            runs.add(run(first, last));
        }
        String some = runs.size() <= RUNS_MAX
                ? String.join(", ", runs)
                : String.join(", ", runs.subList(0, RUNS_MAX)) + " and more";
        return (ascending.size() == 1 ? "rank " : "ranks ") + (runs.isEmpty() ? "none" : some);
    }

    private static String run(int first, int last) {
        if (first == last) {
            return String.valueOf(first);
        }
        return first + (last == first + 1 ? ", " : "-") + last;
    }
}
