package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.Replay;
import java.util.Set;
import org.apiguardian.api.API;

/** Opens clusters on the engines that another artifact brings; a {@link java.util.ServiceLoader} finds it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface EngineProvider {
    /** The engines that it opens. */
    Set<Engine> engines();

    /**
     * A cluster for one run, which has not started.
     *
     * @param engine one of {@link #engines}
     * @param nodes number of nodes beside the master
     * @param ref how other processes find the scenario, or null if they cannot
     * @throws dev.comm.api.error.ConfigException if the engine needs a scenario that other processes find
     */
    Cluster open(Engine engine, int nodes, Replay replay, ScenarioRef ref);
}
