package dev.comm.testkit.live.provider;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.live.Script;
import java.util.List;
import org.apiguardian.api.API;

/** A player that plays the scenario of a campaign in a process of a member. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScenarioPlayer implements Script.Player {
    /** Creates the player. It is created by its name. */
    public ScenarioPlayer() {}

    @Override
    public void play(Cluster cluster, List<String> arguments) throws Exception {
        ScenarioRef.parse(arguments.get(0)).load().play(cluster);
    }
}
