package dev.comm.api.error;

import org.apiguardian.api.API;

/** The superclass of all exceptions of Comm. A lost member in a collective is a result, not an exception. */
@API(status = API.Status.STABLE, since = "0.1")
public abstract class CommException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    protected CommException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    protected CommException(String message, Throwable cause) {
        super(message, cause);
    }
}
