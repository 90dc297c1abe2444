package dev.comm.api;

import org.apiguardian.api.API;

/** A connection or a listening port cannot be had. */
@API(status = API.Status.STABLE, since = "0.1")
public class TransportException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public TransportException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
