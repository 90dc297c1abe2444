package dev.comm.api.protocol;

import org.apiguardian.api.API;

/**
 * Describes the payload that follows a command.
 *
 * @param kind kind of the payload
 * @param form form of the bytes: 0 for raw bytes, 1 for the serializer agreed in the handshake, other numbers for forms
 *     that are built into Comm
 * @param length number of payload bytes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Content(Kind kind, int form, long length) {
    /** The content of a command without a payload. */
    public static final Content NONE = new Content(Kind.NONE, 0, 0);

    /** The content for the value null. */
    public static final Content NULL = new Content(Kind.NULL, 0, 0);

    /** The kind of a payload. */
    public enum Kind {
        /** No payload. */
        NONE,
        /** The value null. */
        NULL,
        /** A value, whose bytes follow. */
        VALUE,
        /** An error in place of the value, whose description follows. */
        FAILED
    }

    /** Returns whether a payload follows, which may have zero bytes. */
    public boolean hasPayload() {
        return kind == Kind.VALUE || kind == Kind.FAILED;
    }
}
