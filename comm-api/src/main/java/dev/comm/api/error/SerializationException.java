package dev.comm.api.error;

import org.apiguardian.api.API;

/** Comm cannot write or read a value. The message names the type and the types to declare. */
@API(status = API.Status.STABLE, since = "0.1")
public class SerializationException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public SerializationException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public SerializationException(String message, Throwable cause) {
        super(message, cause);
    }
}
