package dev.comm.api.error;

import org.apiguardian.api.API;

/** A transport cannot open a connection or a listening port. */
@API(status = API.Status.STABLE, since = "0.1")
public class TransportException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public TransportException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
