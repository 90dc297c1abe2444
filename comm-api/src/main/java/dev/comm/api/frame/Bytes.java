package dev.comm.api.frame;

import java.security.MessageDigest;
import java.util.Arrays;
import org.apiguardian.api.API;

/** An immutable string of bytes with value equality. Never printed: it may be part of a secret. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the array. */
    public static Bytes of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** The number of bytes. */
    public int length() {
        return content.length;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** Compares in a time that does not depend on the first difference. */
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
