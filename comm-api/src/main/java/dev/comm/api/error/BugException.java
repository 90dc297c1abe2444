package dev.comm.api.error;

import org.apiguardian.api.API;

/** Comm itself failed; please report it with the log. The role ended instead of giving wrong answers. */
@API(status = API.Status.STABLE, since = "0.1")
public class BugException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public BugException(String message) {
        super(message);
    }
}
