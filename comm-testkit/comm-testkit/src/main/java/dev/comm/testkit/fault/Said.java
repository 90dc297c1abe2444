package dev.comm.testkit.fault;

import java.util.Arrays;
import java.util.HexFormat;
import org.apiguardian.api.API;

/** Bytes that a stranger sends, as a value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Said {
    private static final String NOTHING = "-";
    private final byte[] bytes;

    private Said(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns these bytes as a value. */
    public static Said of(byte... bytes) {
        return new Said(bytes.clone());
    }

    /** Reads the hexadecimal form. */
    static Said parse(String text) {
        try {
            return new Said(text.equals(NOTHING) ? new byte[0] : HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new NumberFormatException(e.getMessage());
        }
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Said said && Arrays.equals(bytes, said.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the bytes in hexadecimal, or a dash if there are none. */
    @Override
    public String toString() {
        return bytes.length == 0 ? NOTHING : HexFormat.of().formatHex(bytes);
    }
}
