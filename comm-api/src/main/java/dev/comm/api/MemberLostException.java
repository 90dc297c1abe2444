package dev.comm.api;

import org.apiguardian.api.API;

/** The member that was asked is gone. */
@API(status = API.Status.STABLE, since = "0.1")
public class MemberLostException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public MemberLostException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public MemberLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
