package dev.comm.api;

import org.apiguardian.api.API;

/** A configured limit was reached; the message names it and how to raise it. */
@API(status = API.Status.STABLE, since = "0.1")
public class LimitException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public LimitException(String message) {
        super(message);
    }
}
