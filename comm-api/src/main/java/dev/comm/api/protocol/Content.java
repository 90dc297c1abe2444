package dev.comm.api.protocol;

import org.apiguardian.api.API;

/**
 * Describes the payload that follows a command.
 *
 * @param kind whether there is a value
 * @param form form of the bytes: 0 raw bytes, 1 the serializer agreed in the handshake, others are built into Comm
 * @param length number of payload bytes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Content(Kind kind, int form, long length) {
    /** The command has no payload. */
    public static final Content NONE = new Content(Kind.NONE, 0, 0);

    /** The value null. */
    public static final Content NULL = new Content(Kind.NULL, 0, 0);

    /** The kind of a payload. */
    public enum Kind {
        /** No payload. */
        NONE,
        /** The value null. */
        NULL,
        /** A value; its bytes follow. */
        VALUE,
        /** An error in place of the value; its description follows. */
        FAILED
    }

    /** Whether payload bytes follow, possibly zero of them. */
    public boolean hasPayload() {
        return kind == Kind.VALUE || kind == Kind.FAILED;
    }
}
