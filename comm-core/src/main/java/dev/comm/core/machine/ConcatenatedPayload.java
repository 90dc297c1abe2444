package dev.comm.core.machine;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.List;
import org.apiguardian.api.API;

/** The concatenation of several payloads, without a copy. Closing it closes all of them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConcatenatedPayload implements Payload {
    private final Payload[] parts;
    private final long[] starts;
    private final long length;
    private final boolean inMemory;

    /** Creates the concatenation of the parts in their order. */
    public ConcatenatedPayload(List<Payload> parts) {
        this.parts = parts.toArray(new Payload[0]);
        this.starts = new long[this.parts.length];
        long sum = 0;
        boolean isInMemory = true;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = sum;
            sum += this.parts[i].length();
            isInMemory &= this.parts[i].isInMemory();
        }
        this.length = sum;
        this.inMemory = isInMemory;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int total = 0;
        for (int i = partAt(position); i < parts.length && target.hasRemaining(); i++) {
            long inside = position + total - starts[i];
            while (target.hasRemaining() && inside < parts[i].length()) {
                int count = parts[i].read(inside, target);
                if (count <= 0) {
                    return total;
                }
                inside += count;
                total += count;
            }
        }
        return total;
    }

    @Override
    public ByteBuffer bytes() {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalStateException("use read: a payload of " + length + " bytes does not fit into one buffer");
        }
        ByteBuffer copy = ByteBuffer.allocate((int) length);
        read(0, copy);
        return copy.flip().asReadOnlyBuffer();
    }

    @Override
    public boolean isInMemory() {
        return inMemory;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Payload part : parts) {
            try {
                part.close();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns the index of the last part that begins at or before the position. */
    private int partAt(long position) {
        int low = 0;
        int high = parts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
