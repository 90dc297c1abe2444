package dev.comm.api.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Turns values into bytes and back. Never sees {@code null}, byte arrays, {@code ByteBuffer}, {@code Payload},
 * {@code String}, boxed numbers or primitive arrays: the core has its own form for them.
 *
 * <p>Threads: several threads call at once; they are callers' and handlers' threads, never the crank.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Serializer {
    /**
     * Writes one value. Nothing has been sent when this fails.
     *
     * @throws IOException if the value cannot be written; the message names the type and what to declare
     */
    void write(Object value, OutputStream to) throws IOException;

    /**
     * Reads one value from exactly the remaining bytes.
     *
     * @param type what the caller expects; the result is an instance of it
     * @throws IOException if the bytes are hostile, truncated, followed by others, or not of an allowed type
     */
    <T> T read(ByteBuffer bytes, Class<T> type) throws IOException;

    /** A digest of the types and settings that have to be equal on both sides; compared when a node joins. */
    byte[] fingerprint();
}
