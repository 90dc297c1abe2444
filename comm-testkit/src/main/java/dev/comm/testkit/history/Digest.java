package dev.comm.testkit.history;

import dev.comm.api.frame.Content;
import dev.comm.api.machine.Value;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;

/**
 * Stands for a value's bytes in a history.
 *
 * @param kind what the value is
 * @param length number of its bytes
 * @param crc their checksum
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Digest(Content.Kind kind, long length, long crc) {
    /** No value. */
    public static final Digest NONE = new Digest(Content.Kind.NONE, 0, 0);

    /** The digest of a value. */
    public static Digest of(Value value) {
        CRC32C crc = new CRC32C();
        long length = 0;
        if (value.payload() != null) {
            ByteBuffer bytes = value.payload().bytes();
            length = bytes.remaining();
            crc.update(bytes);
        }
        return new Digest(value.content().kind(), length, crc.getValue());
    }
}
