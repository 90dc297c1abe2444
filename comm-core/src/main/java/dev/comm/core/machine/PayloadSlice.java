package dev.comm.core.machine;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A range of another payload, without a copy, such as the bytes of one rank in the payload of a decision.
 *
 * <p>Closing a slice frees nothing, because other slices may still be in use. The owner of the whole payload closes the
 * whole payload.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PayloadSlice implements Payload {
    private final Payload whole;
    private final long offset;
    private final long length;

    private PayloadSlice(Payload whole, long offset, long length) {
        this.whole = whole;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Creates a slice of the given length from the offset.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the whole payload
     */
    public static Payload of(Payload whole, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, whole.length());
        return new PayloadSlice(whole, offset, length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position < 0) {
            throw new IllegalArgumentException("give a position from 0, not " + position);
        }
        int count = (int) Math.max(0, Math.min(target.remaining(), length - position));
        if (count == 0) {
            return 0;
        }
        int limit = target.limit();
        target.limit(target.position() + count);
        try {
            return whole.read(offset + position, target);
        } finally {
            target.limit(limit);
        }
    }

    /** {@inheritDoc} A slice of a payload of 2 GiB or more is copied. */
    @Override
    public ByteBuffer bytes() {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException("use read: a payload of " + length + " bytes does not fit into one buffer");
        }
        if (whole.length() <= Integer.MAX_VALUE) {
            return whole.bytes().slice((int) offset, (int) length).asReadOnlyBuffer();
        }
        ByteBuffer copy = ByteBuffer.allocate((int) length);
        read(0, copy);
        return copy.flip().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer slice(long position, int count) {
        Objects.checkFromIndexSize(position, count, length);
        return whole.slice(offset + position, count);
    }

    @Override
    public boolean isInMemory() {
        return whole.isInMemory();
    }

    @Override
    public void close() {
        // This slice does not own the whole payload.
    }
}
