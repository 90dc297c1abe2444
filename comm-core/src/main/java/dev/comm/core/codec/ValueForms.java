package dev.comm.core.codec;

import dev.comm.api.protocol.Content;
import org.apiguardian.api.API;

/**
 * The forms of payload bytes, see {@link Content#form()}. The codes are part of the protocol. Numbers in payloads are
 * big-endian.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ValueForms {
    /** A byte array, unchanged. */
    public static final int BYTES = 0;

    /** A value in the form of the serializer that both sides agreed on in the handshake. */
    public static final int SERIALIZED = 1;

    /** A string in UTF-8, without its length. */
    public static final int STRING = 2;

    /** An integer of 4 bytes. */
    public static final int INT = 3;

    /** An integer of 8 bytes. */
    public static final int LONG = 4;

    /** A floating-point number of 8 bytes. */
    public static final int DOUBLE = 5;

    /** One byte, 0 or 1. */
    public static final int BOOLEAN = 6;

    /** Integers of 4 bytes each. */
    public static final int INTS = 7;

    /** Integers of 8 bytes each. */
    public static final int LONGS = 8;

    /** Floating-point numbers of 8 bytes each. */
    public static final int DOUBLES = 9;

    /** Floating-point numbers of 4 bytes each. */
    public static final int FLOATS = 10;

    /**
     * An error: type, message and stack as UTF-8, each after its length (u32), then the rank on which the error
     * happened (i32).
     */
    public static final int ERROR = 11;

    /** The unchanged bytes of a buffer or a payload, which a receiver may treat like {@link #BYTES}. */
    public static final int BUFFER = 12;

    private ValueForms() {}

    /** Returns whether this version knows the form. Peers reject unknown forms (SEC-12). */
    public static boolean isKnown(int form) {
        return form >= BYTES && form <= BUFFER;
    }
}
