package dev.comm.transport.tcp.buffer;

import java.nio.ByteBuffer;

/**
 * The bytes of an incomplete record, or bytes that the socket has not taken yet. The array grows with its content, and
 * an empty object holds no array. An object belongs to one side of the transport.
 */
public final class PendingBytes {
    private static final byte[] NOTHING = {};
    private static final int SMALLEST = 64;

    private byte[] bytes = NOTHING;
    private int count;

    public boolean isEmpty() {
        return count == 0;
    }

    /** Copies the bytes into a buffer with enough space. The bytes are also kept here until {@link #keep}. */
    public void restore(ByteBuffer target) {
        target.put(bytes, 0, count);
    }

    /** Replaces the bytes by the remaining bytes of the buffer. */
    public void keep(ByteBuffer source) {
        count = source.remaining();
        if (count == 0) {
            bytes = NOTHING;
            return;
        }
        if (bytes.length < count) {
            // The size doubles, so that a peer that sends single bytes does not cause an allocation for each of them.
            bytes = new byte[Math.max(count, Math.max(SMALLEST, Math.min(2 * bytes.length, 1 << 15)))];
        }
        source.get(bytes, 0, count);
    }
}
