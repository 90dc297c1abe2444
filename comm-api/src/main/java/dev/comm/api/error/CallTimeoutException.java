package dev.comm.api.error;

import org.apiguardian.api.API;

/** A call other than a collective reached its deadline. */
@API(status = API.Status.STABLE, since = "0.1")
public class CallTimeoutException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public CallTimeoutException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public CallTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
