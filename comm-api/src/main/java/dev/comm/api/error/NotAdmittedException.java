package dev.comm.api.error;

import org.apiguardian.api.API;

/** The master did not admit this process. The message gives the reason. */
@API(status = API.Status.STABLE, since = "0.1")
public class NotAdmittedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public NotAdmittedException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public NotAdmittedException(String message, Throwable cause) {
        super(message, cause);
    }
}
