package dev.comm.testkit.campaign.report;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import org.apiguardian.api.API;

/**
 * How a campaign is called, and how to run it again.
 *
 * @param name for people and files, for example {@code BarrierTest.survivorsAgree}
 * @param test as {@code -Dtest} takes it, for example {@code BarrierTest#survivorsAgree}
 * @param ref the scenario by its name, null if it is only a piece of code
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Title(String name, String test, ScenarioRef ref) {
    /** The command that replays a case; nodes and plan only where they are not drawn from the seed. */
    String replay(Case which) {
        return "mvn test -Dtest=" + test + " -Dcomm.seed=" + which.seedText()
                + (which.nodes() == Case.DRAWN ? "" : " -Dcomm.nodes=" + which.nodes())
                + (which.plan() == null ? "" : " '-Dcomm.plan=" + which.plan() + "'");
    }
}
