package dev.comm.testkit.campaign.report;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import org.apiguardian.api.API;

/**
 * The name of a campaign, and the command that runs it again.
 *
 * @param name the name for people and files, for example {@code BarrierTest.survivorsAgree}
 * @param test the test, in the form that {@code -Dtest} takes, for example {@code BarrierTest#survivorsAgree}
 * @param ref the reference to the scenario, or null if the scenario has no name
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Title(String name, String test, ScenarioRef ref) {
    /** Returns the command that replays a case. It contains the nodes and the plan only if the case sets them. */
    String replay(Case which) {
        return "mvn test -Dtest=" + test + " -Dcomm.seed=" + which.seedText()
                + (which.nodes() == Case.DRAWN ? "" : " -Dcomm.nodes=" + which.nodes())
                + (which.plan() == null ? "" : " '-Dcomm.plan=" + which.plan() + "'");
    }
}
