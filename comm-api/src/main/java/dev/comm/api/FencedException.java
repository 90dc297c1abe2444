package dev.comm.api;

import org.apiguardian.api.API;

/** This incarnation was declared gone; its work no longer counts. The outcome of the call is unknown. */
@API(status = API.Status.STABLE, since = "0.1")
public class FencedException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public FencedException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
