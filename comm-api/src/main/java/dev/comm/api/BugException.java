package dev.comm.api;

import org.apiguardian.api.API;

/** Comm itself failed; please report it with the log. The role ended rather than give wrong answers. */
@API(status = API.Status.STABLE, since = "0.1")
public class BugException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public BugException(String message) {
        super(message);
    }
}
