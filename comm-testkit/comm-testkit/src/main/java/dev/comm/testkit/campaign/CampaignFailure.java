package dev.comm.testkit.campaign;

import dev.comm.testkit.campaign.report.Finding;
import java.util.Optional;
import org.apiguardian.api.API;

/** A run of a campaign failed; the message says all that is known, the stack is that of what was thrown first. */
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

    /** The id of the promise that was broken, or class and place of what was thrown. */
    public String promise() {
        return promise;
    }

    /** Where a JUnit class was written that plays the smallest case again, if one was. */
    public Optional<String> replayClass() {
        return Optional.ofNullable(replay);
    }
}
