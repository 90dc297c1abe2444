package dev.comm.api;

import org.apiguardian.api.API;

/** The master is gone; the outcome of the call is unknown. */
@API(status = API.Status.STABLE, since = "0.1")
public class MasterLostException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public MasterLostException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public MasterLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
