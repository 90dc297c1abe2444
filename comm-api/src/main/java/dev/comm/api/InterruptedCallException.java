package dev.comm.api;

import org.apiguardian.api.API;

/** The calling thread was interrupted; the flag is set again, and what was sent stands. */
@API(status = API.Status.STABLE, since = "0.1")
public class InterruptedCallException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public InterruptedCallException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public InterruptedCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
