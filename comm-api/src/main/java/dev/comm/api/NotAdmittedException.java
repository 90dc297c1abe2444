package dev.comm.api;

import org.apiguardian.api.API;

/** The master did not take this process in; the message says why. */
@API(status = API.Status.STABLE, since = "0.1")
public class NotAdmittedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public NotAdmittedException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public NotAdmittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
