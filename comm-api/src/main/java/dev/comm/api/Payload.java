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
 * <p>Comm sends a value of this type unchanged and in chunks, so it may be larger than the heap. Use
 * {@link #file(Path)} to send a file. A received payload is in memory or, above the configured limit, in a spool file
 * that {@link #close()} deletes. Several threads may read it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Payload extends AutoCloseable {
    /** The number of bytes. */
    long length();

    /**
     * Copies bytes from a position into the target until it is full or the payload ends.
     *
     * @param position from 0; beyond the end there is nothing to copy
     * @return the number of bytes copied, 0 at the end
     * @throws IllegalArgumentException if the position is negative
     * @throws java.io.UncheckedIOException if the file behind it cannot be read
     */
    int read(long position, ByteBuffer target);

    /**
     * All bytes as one read-only buffer; a file is mapped, not copied.
     *
     * @throws IllegalStateException if the payload has 2 GiB or more
     */
    ByteBuffer bytes();

    /**
     * A range of bytes as a read-only buffer, without a copy if possible.
     *
     * @param position first byte
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
     * Whether all of it lies in memory, so that neither reading nor {@link #close} touches a file. An implementation
     * that leaves this as it is counts as a file: Comm closes it on a thread of its own.
     */
    default boolean isInMemory() {
        return false;
    }

    /** Frees the spool file behind it; a payload of the caller stays as it is. */
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
     * Opens a file as a payload of its present length; the file must not change until the call that sends it has ended.
     *
     * @throws java.io.UncheckedIOException if the file cannot be opened
     */
    static Payload file(Path path) {
        return FilePayload.open(Arguments.given(path, "the file of a payload"));
    }

    /** All bytes as an input stream without a buffer. */
    default InputStream open() {
        return new PayloadStream(this);
    }
}
