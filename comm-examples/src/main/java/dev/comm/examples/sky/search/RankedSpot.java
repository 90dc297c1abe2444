package dev.comm.examples.sky.search;

import java.util.Optional;

/**
 * A hot spot with its place in the list, its chance and its name.
 *
 * @param rank 1 for the hottest
 * @param spot position and fit
 * @param pValue the chance of a sky without sources to be as hot anywhere
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
