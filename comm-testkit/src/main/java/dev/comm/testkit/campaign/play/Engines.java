package dev.comm.testkit.campaign.play;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.scenario.ScenarioPlayer;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.live.Script;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.testkit.live.process.ProcessCluster;
import dev.comm.testkit.sim.SimCluster;

/** Opens clusters on engines. */
final class Engines {
    private Engines() {}

    /**
     * A cluster for one run.
     *
     * @param ref how other processes find the scenario, or null
     */
    static Cluster open(Engine engine, int nodes, Replay replay, ScenarioRef ref) {
        return switch (engine) {
            case SIM -> new SimCluster(nodes, replay);
            case LOOPBACK -> new LoopbackCluster(nodes, replay);
            case PROCESS -> new ProcessCluster(script(ref), nodes, replay);
        };
    }

    private static Script script(ScenarioRef ref) {
        if (ref == null) {
            throw new ConfigException("the engine PROCESS plays a scenario in processes of its own, which cannot find a"
                    + " lambda; give a class that implements Scenario, or a test method");
        }
        return Script.of(ScenarioPlayer.class, ref.toString());
    }
}
