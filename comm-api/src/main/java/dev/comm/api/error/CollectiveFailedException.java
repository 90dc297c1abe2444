package dev.comm.api.error;

import org.apiguardian.api.API;

/** The master decided the collective as failed for all members, for example because the reduce operator threw. */
@API(status = API.Status.STABLE, since = "0.1")
public class CollectiveFailedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public CollectiveFailedException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public CollectiveFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
