package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.LiveArtifact;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.SimCluster;

/**
 * The access to clusters of all engines. The simulation is in this artifact, and providers open the clusters of other
 * engines.
 */
final class Engines {
    private Engines() {}

    /**
     * Opens a cluster for one run.
     *
     * @param ref the reference by which other processes find the scenario, or null
     * @throws dev.comm.api.error.ProviderException if the artifact with this engine is missing
     */
    static Cluster open(Engine engine, int nodes, Replay replay, ScenarioRef ref) {
        return engine == Engine.SIM
                ? new SimCluster(nodes, replay)
                : provider(engine).open(engine, nodes, replay, ref);
    }

    private static EngineProvider provider(Engine engine) {
        LiveArtifact<EngineProvider> search = LiveArtifact.search(EngineProvider.class);
        return search.found().stream()
                .filter(each -> each.engines().contains(engine))
                .findFirst()
                .orElseThrow(() -> search.missing("the test asks for the engine " + engine));
    }
}
