package dev.comm.api.error;

import org.apiguardian.api.API;

/**
 * Members called different collectives. The message lists each call and its place in the program (B9). The communicator
 * is broken.
 */
@API(status = API.Status.STABLE, since = "0.1")
public class CollectiveMismatchException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public CollectiveMismatchException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public CollectiveMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
