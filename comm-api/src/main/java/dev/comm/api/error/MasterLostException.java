package dev.comm.api.error;

import org.apiguardian.api.API;

/** The connection to the master is lost; the outcome of the call is unknown. */
@API(status = API.Status.STABLE, since = "0.1")
public class MasterLostException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public MasterLostException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public MasterLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
