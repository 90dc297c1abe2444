package dev.comm.master.machine.membership;

import dev.comm.api.RankSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The text form of ranks for messages. */
public final class RankText {
    private static final int RUNS_MAX = 20;

    private RankText() {}

    /** Returns a text for the ranks, for example {@code rank 3} or {@code ranks 0-2, 5}. */
    public static String sentence(Collection<Integer> some) {
        RankSet ranks = RankSet.copyOf(some);
        List<String> runs = new ArrayList<>();
        for (int run = 0; run < Math.min(RUNS_MAX, ranks.runs()); run++) {
            runs.add(run(ranks.firstOf(run), ranks.lastOf(run)));
        }
        String all = ranks.isEmpty() ? "none" : String.join(", ", runs);
        return (ranks.size() == 1 ? "rank " : "ranks ") + all + (ranks.runs() <= RUNS_MAX ? "" : " and more");
    }

    private static String run(int first, int last) {
        if (first == last) {
            return String.valueOf(first);
        }
        return first + (last == first + 1 ? ", " : "-") + last;
    }
}
