package dev.comm.api;

import dev.comm.api.error.Arguments;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Raw bytes of known length, which Comm transfers without serialization.
 *
 * <p>Comm sends a payload unchanged and in chunks, so the payload may be larger than the heap. Use {@link #file(Path)}
 * to send a file. A received payload is in memory or, above the configured limit, in a spool file that {@link #close()}
 * deletes. Several threads may read a payload.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Payload extends AutoCloseable {
    /** Returns the number of bytes. */
    long length();

    /**
     * Copies bytes from a position into the target until it is full or the payload ends.
     *
     * @param position position from 0; beyond the end there is nothing to copy
     * @return the number of bytes copied, 0 at the end
     * @throws IllegalArgumentException if the position is negative
     * @throws java.io.UncheckedIOException if the file of the payload cannot be read
     */
    int read(long position, ByteBuffer target);

    /**
     * Returns all bytes as one read-only buffer. A file is mapped, not copied.
     *
     * @throws IllegalStateException if the payload has 2 GiB or more
     */
    ByteBuffer bytes();

    /**
     * Returns a range of bytes as a read-only buffer, without a copy if possible.
     *
     * @param position position of the first byte
     * @param length number of bytes, which must not reach beyond the end
     * @throws IndexOutOfBoundsException if the payload has no such range
     */
    default ByteBuffer slice(long position, int length) {
        Objects.checkFromIndexSize(position, length, length());
        ByteBuffer copy = ByteBuffer.allocate(length);
        if (read(position, copy) != length) {
            throw new IllegalStateException("a payload of " + length() + " bytes has no " + length + " at " + position);
        }
        return copy.flip();
    }

    /**
     * Returns whether the whole payload is in memory, so that neither reading nor {@link #close} accesses a file. An
     * implementation that does not override this method counts as a file, so Comm closes the payload on a separate
     * thread.
     */
    default boolean isInMemory() {
        return false;
    }

    /** Deletes the spool file of a received payload. The bytes of a payload that the caller created stay unchanged. */
    @Override
    void close();

    /** Wraps an array, which must not change until the call that sends it has ended. */
    static Payload of(byte[] bytes) {
        return new HeapPayload(ByteBuffer.wrap(Arguments.given(bytes, "the bytes of a payload"))
                .asReadOnlyBuffer());
    }

    /** Wraps the remaining bytes of a buffer, which must not change until the call that sends it has ended. */
    static Payload of(ByteBuffer bytes) {
        return new HeapPayload(
                Arguments.given(bytes, "the bytes of a payload").slice().asReadOnlyBuffer());
    }

    /**
     * Opens a file as a payload with the present length of the file. The file must not change until the call that sends
     * the payload has ended.
     *
     * @throws java.io.UncheckedIOException if the file cannot be opened
     */
    static Payload file(Path path) {
        return FilePayload.open(Arguments.given(path, "the file of a payload"));
    }

    /** Returns all bytes as an input stream without a buffer. */
    default InputStream open() {
        return new PayloadStream(this);
    }
}
