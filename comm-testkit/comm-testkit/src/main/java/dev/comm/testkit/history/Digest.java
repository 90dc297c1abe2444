package dev.comm.testkit.history;

import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Value;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;

/**
 * A digest that stands for the bytes of a value in a history.
 *
 * @param kind the kind of the value
 * @param length the number of bytes of the value
 * @param crc the checksum of the bytes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Digest(Content.Kind kind, long length, long crc) {
    /** The digest of no value. */
    public static final Digest NONE = new Digest(Content.Kind.NONE, 0, 0);

    private static final long UNREADABLE = -1;

    /**
     * Returns the digest of a value. The digest of a value with unreadable bytes never equals the digest of a received
     * value.
     */
    public static Digest of(Value value) {
        if (value == null) {
            return NONE;
        }
        CRC32C crc = new CRC32C();
        long length = 0;
        if (value.payload() != null) {
            length = value.payload().length();
            try {
                crc.update(value.payload().bytes());
            } catch (RuntimeException unreadable) {
                return new Digest(value.content().kind(), length, UNREADABLE);
            }
        }
        return new Digest(value.content().kind(), length, crc.getValue());
    }
}
