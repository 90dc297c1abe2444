package dev.comm.api;

import org.apiguardian.api.API;

/** A value cannot be written or read; the message names the type and what to declare. */
@API(status = API.Status.STABLE, since = "0.1")
public class SerializationException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public SerializationException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public SerializationException(String message, Throwable cause) {
        super(message, cause);
    }
}
