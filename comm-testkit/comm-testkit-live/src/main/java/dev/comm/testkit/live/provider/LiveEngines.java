package dev.comm.testkit.live.provider;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.play.EngineProvider;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.live.Script;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.testkit.live.process.ProcessCluster;
import java.util.Set;
import org.apiguardian.api.API;

/** The provider of the engines with real sockets. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LiveEngines implements EngineProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public LiveEngines() {}

    @Override
    public Set<Engine> engines() {
        return Set.of(Engine.LOOPBACK, Engine.PROCESS);
    }

    @Override
    public Cluster open(Engine engine, int nodes, Replay replay, ScenarioRef ref) {
        return engine == Engine.LOOPBACK
                ? new LoopbackCluster(nodes, replay)
                : new ProcessCluster(script(ref), nodes, replay);
    }

    private static Script script(ScenarioRef ref) {
        if (ref == null) {
            throw new ConfigException("the engine PROCESS plays a scenario in processes of its own, which cannot find a"
                    + " lambda; give a class that implements Scenario, or a test method");
        }
        return Script.of(ScenarioPlayer.class, ref.toString());
    }
}
