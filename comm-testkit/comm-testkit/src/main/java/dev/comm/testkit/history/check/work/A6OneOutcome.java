package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Crashes;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A6: the check that each call ends once, and that each request has one right outcome from each node that received the
 * request.
 */
final class A6OneOutcome implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        history.of(Occurrence.EndedTwice.class)
                .forEach(twice -> found.add("a " + twice.what() + " of process " + twice.process() + " ended twice"));
        Map<String, Map<Integer, Integer>> outcomes = new HashMap<>();
        for (Occurrence.Answered answered : history.of(Occurrence.Answered.class)) {
            outcomes.computeIfAbsent(answered.request(), any -> new TreeMap<>())
                    .merge(answered.rank(), 1, Integer::sum);
            if (!answered.right()) {
                found.add("request " + answered.request() + " to rank " + answered.rank() + " ended as "
                        + answered.detail());
            }
        }
        history.of(Occurrence.Asked.class)
                .forEach(asked -> check(history, asked, outcomes.getOrDefault(asked.request(), Map.of()), found));
        return found;
    }

    private static void check(
            History history, Occurrence.Asked asked, Map<Integer, Integer> outcomes, List<String> found) {
        outcomes.forEach((rank, count) -> {
            if (count > 1 || !asked.ranks().contains(rank)) {
                found.add("request " + asked.request() + " has " + count + " outcomes of rank " + rank + "; asked were "
                        + asked.ranks());
            }
        });
        boolean complete = outcomes.keySet().containsAll(asked.ranks());
        if (history.isSettled() && !complete && !Crashes.isDown(history, 0)) {
            found.add("request " + asked.request() + " has outcomes of ranks " + outcomes.keySet()
                    + " only; asked were " + asked.ranks());
        }
    }
}
