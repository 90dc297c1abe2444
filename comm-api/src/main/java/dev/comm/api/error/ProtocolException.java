package dev.comm.api.error;

import org.apiguardian.api.API;

/** A peer violated the protocol or uses another version of it. */
@API(status = API.Status.STABLE, since = "0.1")
public class ProtocolException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public ProtocolException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
