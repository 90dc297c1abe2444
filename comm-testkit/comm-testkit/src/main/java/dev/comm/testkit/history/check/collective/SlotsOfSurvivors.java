package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Occurrence;
import java.util.List;

/** The comparison of the slots that a member got with the survivors in its verdict. */
final class SlotsOfSurvivors {
    private SlotsOfSurvivors() {}

    /** Adds a sentence unless there is one slot for each survivor, in rank order. */
    static void check(Occurrence.Returned returned, List<String> found) {
        List<Integer> ranks = returned.got().stream().map(Occurrence.Got::rank).toList();
        if (!ranks.equals(List.copyOf(returned.decision().survivors()))) {
            found.add(returned.instance() + " gave " + returned.life() + " values of ranks " + ranks
                    + ", but its survivors are " + returned.decision().survivors());
        }
    }
}
