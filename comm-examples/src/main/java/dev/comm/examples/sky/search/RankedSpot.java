package dev.comm.examples.sky.search;

import java.util.Optional;

/**
 * A hot spot with its place in the list, its probability and its name.
 *
 * @param rank place in the list, 1 for the hottest spot
 * @param spot position and fit
 * @param pValue the probability that a sky without sources is as hot at any position
 * @param cluster the known cluster within 2°, if any
 */
public record RankedSpot(int rank, HotSpot spot, double pValue, Optional<KnownCluster> cluster) {

    /** Returns the cluster's name or {@code unidentified}. */
    public String name() {
        return cluster.map(KnownCluster::name).orElse("unidentified");
    }

    public boolean identified() {
        return cluster.isPresent();
    }
}
