package dev.comm.api;

import org.apiguardian.api.API;

/** The communicator was closed or left by this process. The outcome of an open call is unknown. */
@API(status = API.Status.STABLE, since = "0.1")
public class ClosedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public ClosedException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public ClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
