package dev.comm.testkit.campaign;

import dev.comm.testkit.campaign.report.Finding;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The failure of a campaign, in which one run failed. The message has all known facts, and the stack is the stack of
 * the first exception.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CampaignFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final String promise;
    private final String replay;

    CampaignFailure(String message, Finding finding, String replay) {
        super(message, finding.first().error());
        this.seed = finding.first().played().seed();
        this.promise = finding.symptom().id();
        this.replay = replay;
        setStackTrace(finding.first().error().getStackTrace());
    }

    /** The seed of the run. */
    public long seed() {
        return seed;
    }

    /** Returns the id of the broken promise, or the class and place of the exception. */
    public String promise() {
        return promise;
    }

    /** Returns the file with a JUnit class that plays the smallest case again, if it was written. */
    public Optional<String> replayClass() {
        return Optional.ofNullable(replay);
    }
}
