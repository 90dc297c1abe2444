package dev.comm.api;

import org.apiguardian.api.API;

/** A call that is not a collective reached its deadline. */
@API(status = API.Status.STABLE, since = "0.1")
public class CallTimeoutException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public CallTimeoutException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public CallTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
