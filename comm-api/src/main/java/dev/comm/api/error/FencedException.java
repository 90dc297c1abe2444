package dev.comm.api.error;

import org.apiguardian.api.API;

/**
 * The master fenced this incarnation, so the work of this process no longer counts. The outcome of the call is unknown.
 */
@API(status = API.Status.STABLE, since = "0.1")
public class FencedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public FencedException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
