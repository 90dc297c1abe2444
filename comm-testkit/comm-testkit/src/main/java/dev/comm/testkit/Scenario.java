package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * A scenario that a campaign plays again and again, each time with a new cluster. It declares programs and faults,
 * calls {@link Cluster#run}, and looks at the result. It must depend on nothing but its cluster, or else a seed does
 * not repeat.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Scenario {
    /** Plays it once; an exception is the failure. */
    void play(Cluster cluster) throws Exception;
}
