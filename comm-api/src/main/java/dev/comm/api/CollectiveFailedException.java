package dev.comm.api;

import org.apiguardian.api.API;

/** The collective was decided as failed for all members, for example by a reduce operator that threw. */
@API(status = API.Status.STABLE, since = "0.1")
public class CollectiveFailedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public CollectiveFailedException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public CollectiveFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
