package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.Replay;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A provider that opens clusters on the engines of another artifact. A {@link java.util.ServiceLoader} finds the
 * provider.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface EngineProvider {
    /** Returns the engines on which the provider opens clusters. */
    Set<Engine> engines();

    /**
     * Opens a cluster for one run, which has not started.
     *
     * @param engine one of {@link #engines}
     * @param nodes the number of nodes beside the master
     * @param ref the reference by which other processes find the scenario, or null if they cannot find it
     * @throws dev.comm.api.error.ConfigException if the engine needs a scenario that other processes find
     */
    Cluster open(Engine engine, int nodes, Replay replay, ScenarioRef ref);
}
