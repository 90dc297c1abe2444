package dev.comm.testkit.farm;

import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.sim.process.SimulationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A search for a bug over some seeds, up to the first seed with which its promise is broken.
 *
 * @param found whether the bug was found
 * @param seeds the number of tried seeds
 * @param others the ids of all promises that were broken
 */
record Hunt(boolean found, int seeds, Set<String> others) {
    static Hunt of(Bug bug, long[] seeds) {
        Set<String> broken = new TreeSet<>();
        for (int i = 0; i < seeds.length; i++) {
            broken.addAll(brokenBy(bug.workload().apply(Replay.of(seeds[i]).mutated(bug.mutation()))));
            if (broken.contains(bug.promise())) {
                return new Hunt(true, i + 1, broken);
            }
        }
        return new Hunt(false, seeds.length, broken);
    }

    /** Returns the ids of the promises that a run breaks. */
    static List<String> brokenBy(SimCluster cluster) {
        List<String> ids = new ArrayList<>();
        try {
            cluster.runUnchecked().breaches().forEach(breach -> ids.add(breach.substring(0, breach.indexOf(':'))));
        } catch (SimulationError livelock) {
            ids.add("livelock");
        }
        return ids;
    }
}
