package dev.comm.api.error;

import org.apiguardian.api.API;

/** This process closed or left the communicator. The outcome of an open call is unknown. */
@API(status = API.Status.STABLE, since = "0.1")
public class ClosedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public ClosedException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public ClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
