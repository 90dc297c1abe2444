package dev.comm.core.machine;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * The description of an error in place of a value that this process could not store, for example because its disk was
 * full. So only this value fails, and its sender stays a member.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class UnstoredPayload implements Payload {
    private final Payload error;
    private final long announcedBytes;

    /**
     * Creates the payload.
     *
     * @param error description of the error
     * @param announcedBytes length of the value that was sent, which counts in the credit of the sender
     */
    public UnstoredPayload(Payload error, long announcedBytes) {
        this.error = error;
        this.announcedBytes = announcedBytes;
    }

    /** Returns the length of the value that was sent. */
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
