package dev.comm.testkit.campaign.play;

import dev.comm.testkit.Run;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How one play of a scenario went.
 *
 * @param asked the case that was asked for
 * @param played the case as it was played, with its number of nodes
 * @param run the history, null if no run began
 * @param error the exception, null if all was well
 * @param film the film, null if none was requested
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Outcome(Case asked, Case played, Run run, Throwable error, Film film) {
    public boolean isFailed() {
        return error != null;
    }

    /** Promises with a breach that was thrown; none if the exception was another one. */
    public List<String> breaches() {
        if (run == null || !(error instanceof AssertionError) || error.getMessage() == null) {
            return List.of();
        }
        return run.breaches().stream().filter(error.getMessage()::contains).toList();
    }

    /** The marks of the failure, the first of several first. */
    public List<Symptom> symptoms() {
        return Symptom.of(error, breaches());
    }

    /** The case with the faults that the run had, so that it can be replayed without drawing them. */
    public Case planned() {
        return run == null || played.plan() != null ? played : played.with(run.chaos());
    }
}
