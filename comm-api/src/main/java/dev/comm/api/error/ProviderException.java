package dev.comm.api.error;

import org.apiguardian.api.API;

/** A plug-in is missing, ambiguous, or cannot start. The message lists the providers found and the artifact to add. */
@API(status = API.Status.STABLE, since = "0.1")
public class ProviderException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public ProviderException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
