package dev.comm.core.value;

import dev.comm.api.Payload;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;

/** The checksums of payloads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Checksums {
    private static final int CHUNK = 64 << 10;

    private Checksums() {}

    /** Returns the CRC-32C of all bytes if it was computed on arrival. This call computes nothing. */
    public static OptionalInt known(Payload payload) {
        return payload instanceof ReceivedPayload received ? received.crc32c() : OptionalInt.empty();
    }

    public static OptionalInt crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return OptionalInt.of((int) crc.getValue());
    }

    /** Computes the CRC-32C of all bytes (RFC 3720), which is 0 for null. */
    public static int crc32c(Payload payload) {
        CRC32C crc = new CRC32C();
        long length = payload == null ? 0 : payload.length();
        for (long position = 0; position < length; position += CHUNK) {
            crc.update(payload.slice(position, (int) Math.min(CHUNK, length - position)));
        }
        return (int) crc.getValue();
    }
}
