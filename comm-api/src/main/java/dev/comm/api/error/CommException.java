package dev.comm.api.error;

import org.apiguardian.api.API;

/** The superclass of all exceptions of Comm. A lost member in a collective is a result, not an exception. */
@API(status = API.Status.STABLE, since = "0.1")
public abstract class CommException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with the given message. Control and format characters in the message are escaped, because
     * the message may contain text of other members, and programs print it.
     */
    protected CommException(String message) {
        super(PlainText.of(message));
    }

    /**
     * Creates an exception with the given cause and the given message, whose control and format characters are escaped.
     */
    protected CommException(String message, Throwable cause) {
        super(PlainText.of(message), cause);
    }

    /** Creates an exception whose message has several lines, all written by this process. */
    CommException(Throwable cause, String lines) {
        super(PlainText.lines(lines), cause);
    }
}
