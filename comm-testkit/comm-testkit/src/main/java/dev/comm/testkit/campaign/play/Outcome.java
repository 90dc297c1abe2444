package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Run;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How one play of a scenario went.
 *
 * @param asked the case that was asked for
 * @param played the case as it was played, with its number of nodes
 * @param run what happened, null if it did not come to a run
 * @param error what was thrown, null if all was well
 * @param film what was filmed, null if it was not asked for
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Outcome(Case asked, Case played, Run run, Throwable error, Film film) {
    public boolean isFailed() {
        return error != null;
    }

    /** Promises whose breach was thrown; none if something else was. */
    public List<String> breaches() {
        if (run == null || !(error instanceof AssertionError) || error.getMessage() == null) {
            return List.of();
        }
        return run.breaches().stream().filter(error.getMessage()::contains).toList();
    }

    /** By what the failure is recognized, the first of several first. */
    public List<Symptom> symptoms() {
        return Symptom.of(error, breaches());
    }

    /** The case with the faults that the run had, so that it can be replayed without drawing them. */
    public Case planned() {
        return run == null || played.plan() != null ? played : played.with(run.chaos());
    }
}
