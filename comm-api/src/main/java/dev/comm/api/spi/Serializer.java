package dev.comm.api.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * A plug-in that converts values to bytes and back. It never receives {@code null}, byte arrays, {@code ByteBuffer},
 * {@code Payload}, {@code String}, boxed numbers or primitive arrays, because the core has its own form for them.
 *
 * <p>Threads: callers and handlers may call a serializer concurrently. The driver never calls a serializer under the
 * step lock.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Serializer {
    /**
     * Writes one value. If this method fails, Comm has sent no byte of the value.
     *
     * @throws IOException if the value cannot be written; the message names the type and the types to declare
     */
    void write(Object value, OutputStream to) throws IOException;

    /**
     * Reads one value from exactly the remaining bytes.
     *
     * @param type expected type, of which the result is an instance
     * @throws IOException if the bytes are hostile, truncated, too many, or not of an allowed type
     */
    <T> T read(ByteBuffer bytes, Class<T> type) throws IOException;

    /**
     * Returns a digest of the types and settings that must be equal on both sides. The master compares the digests when
     * a node joins.
     */
    byte[] fingerprint();
}
