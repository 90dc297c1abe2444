package dev.comm.api.error;

import org.apiguardian.api.API;

/** The member that a call needs has departed. */
@API(status = API.Status.STABLE, since = "0.1")
public class MemberLostException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public MemberLostException(String message) {
        super(message);
    }

    /** Creates an exception with the given message and cause. */
    public MemberLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
