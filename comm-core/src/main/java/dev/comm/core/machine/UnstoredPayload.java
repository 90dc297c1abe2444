package dev.comm.core.machine;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * The description of an error in the place of a value that this process could not store: its disk was full, for
 * example. So this value fails alone, and its sender stays a member.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnstoredPayload implements Payload {
    private final Payload error;
    private final long announcedBytes;

    /**
     * Creates the payload.
     *
     * @param error description of the error
     * @param announcedBytes length of the value that was sent, which counts in the credit of its sender
     */
    public UnstoredPayload(Payload error, long announcedBytes) {
        this.error = error;
        this.announcedBytes = announcedBytes;
    }

    /** The length of the value that was sent. */
    public long announcedBytes() {
        return announcedBytes;
    }

    @Override
    public long length() {
        return error.length();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return error.read(position, target);
    }

    @Override
    public ByteBuffer bytes() {
        return error.bytes();
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void close() {
        error.close();
    }
}
