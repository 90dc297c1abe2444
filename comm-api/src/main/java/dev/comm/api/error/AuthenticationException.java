package dev.comm.api.error;

import org.apiguardian.api.API;

/** The two sides do not share a secret, so the handshake failed. */
@API(status = API.Status.STABLE, since = "0.1")
public class AuthenticationException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public AuthenticationException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
