package dev.comm.api;

import org.apiguardian.api.API;

/** The root of everything Comm throws. A lost member in a collective is a result, not an exception. */
@API(status = API.Status.STABLE, since = "0.1")
public abstract class CommException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    protected CommException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    protected CommException(String message, Throwable cause) {
        super(message, cause);
    }
}
