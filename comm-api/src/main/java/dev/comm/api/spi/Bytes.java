package dev.comm.api.spi;

import java.security.MessageDigest;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * An immutable byte sequence with value equality. {@code toString} hides the content, which may be part of a secret.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Bytes {
    /** The empty sequence. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Creates a sequence from a copy of the array. */
    public static Bytes of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** Returns the number of bytes. */
    public int length() {
        return content.length;
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Compares two sequences in constant time. The time does not depend on the position of the first difference. */
    public boolean matches(Bytes other) {
        return MessageDigest.isEqual(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && matches(bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
