package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * A scenario that a campaign plays again and again, each time with a new cluster. It declares programs and faults,
 * calls {@link Cluster#run}, and checks the result. A scenario must depend on nothing but its cluster, because
 * otherwise a seed does not repeat its run.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Scenario {
    /** Plays the scenario once. An exception is the failure of the run. */
    void play(Cluster cluster) throws Exception;
}
