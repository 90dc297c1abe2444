package dev.comm.api;

import org.apiguardian.api.API;

/** Members called different things; the message says who called what, where (B9). The communicator is broken. */
@API(status = API.Status.STABLE, since = "0.1")
public class CollectiveMismatchException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public CollectiveMismatchException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public CollectiveMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
