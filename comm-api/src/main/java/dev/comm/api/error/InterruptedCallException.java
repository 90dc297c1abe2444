package dev.comm.api.error;

import org.apiguardian.api.API;

/** The calling thread was interrupted. Comm has set its interrupt flag again, and frames already sent stay valid. */
@API(status = API.Status.STABLE, since = "0.1")
public class InterruptedCallException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public InterruptedCallException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public InterruptedCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
