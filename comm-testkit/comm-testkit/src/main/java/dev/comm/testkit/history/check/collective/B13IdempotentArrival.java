package dev.comm.testkit.history.check.collective;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The check that repeated arrivals of a member count once. Survivors are a set, so only the value of the member could
 * count twice.
 */
final class B13IdempotentArrival implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Returned returned : history.of(Occurrence.Returned.class)) {
            List<Integer> ranks =
                    returned.got().stream().map(Occurrence.Got::rank).toList();
            if (ranks.size() > 1 && new HashSet<>(ranks).size() != ranks.size()) {
                found.add(returned.instance() + " gave " + returned.life() + " values of ranks " + ranks);
            }
        }
        return found;
    }
}
