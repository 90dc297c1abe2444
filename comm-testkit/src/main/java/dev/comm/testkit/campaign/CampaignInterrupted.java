package dev.comm.testkit.campaign;

/** The thread that runs a campaign was interrupted. */
final class CampaignInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    CampaignInterrupted(InterruptedException cause) {
        super("the campaign was interrupted", cause);
    }
}
