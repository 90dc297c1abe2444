package dev.comm.api.error;

import org.apiguardian.api.API;

/**
 * A call exceeded a configured limit or the space on the disk of this process. The message names the limit and the way
 * to raise it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public class LimitException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public LimitException(String message) {
        super(message);
    }
}
