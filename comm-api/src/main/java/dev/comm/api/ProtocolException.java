package dev.comm.api;

import org.apiguardian.api.API;

/** A peer broke the protocol, or speaks another version of it. */
@API(status = API.Status.STABLE, since = "0.1")
public class ProtocolException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public ProtocolException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
