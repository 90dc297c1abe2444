package dev.comm.api;

import org.apiguardian.api.API;

/** The peer does not know the shared secret, or this process does not. */
@API(status = API.Status.STABLE, since = "0.1")
public class AuthenticationException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public AuthenticationException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
