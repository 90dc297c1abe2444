package dev.comm.testkit.campaign;

import org.apiguardian.api.API;

/** The exception of a campaign of which the thread was interrupted. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CampaignInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CampaignInterrupted(InterruptedException cause) {
        super("the campaign was interrupted", cause);
    }
}
