package dev.comm.api.error;

import org.apiguardian.api.API;

/**
 * Comm itself has a bug; please report it with the log. The role ended instead of giving wrong answers, unless the
 * message says that only this call failed.
 */
@API(status = API.Status.STABLE, since = "0.1")
public class BugException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public BugException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and the error in Comm. */
    public BugException(String message, Throwable cause) {
        super(message, cause);
    }
}
