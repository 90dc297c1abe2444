package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * What a campaign plays again and again, each time with a new cluster: says what the members do and what goes wrong,
 * calls {@link Cluster#run}, and looks at the result. It must depend on nothing but its cluster, or else a seed does
 * not repeat.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Scenario {
    /** Plays it once; what it throws is the failure. */
    void play(Cluster cluster) throws Exception;
}
