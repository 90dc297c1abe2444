package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Run;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The outcome of one play of a scenario.
 *
 * @param asked the requested case
 * @param played the case as it was played, with its number of nodes
 * @param run the history, null if no run began
 * @param error the exception, null if the play did not fail
 * @param film the film, null if none was requested
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Outcome(Case asked, Case played, Run run, Throwable error, Film film) {
    public boolean isFailed() {
        return error != null;
    }

    /** Returns the promises with a breach that was thrown, or an empty list for any other exception. */
    public List<String> breaches() {
        if (run == null || !(error instanceof AssertionError) || error.getMessage() == null) {
            return List.of();
        }
        return run.breaches().stream().filter(error.getMessage()::contains).toList();
    }

    /** Returns the marks of the failure, the first mark first. */
    public List<Symptom> symptoms() {
        return Symptom.of(error, breaches());
    }

    /** Returns the case with the faults of the run, so that a replay does not draw them. */
    public Case planned() {
        return run == null || played.plan() != null ? played : played.with(run.chaos());
    }
}
