package dev.comm.api;

import org.apiguardian.api.API;

/** A plug-in is missing, twice there, or cannot start; the message says what was found and what to add. */
@API(status = API.Status.STABLE, since = "0.1")
public class ProviderException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public ProviderException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
