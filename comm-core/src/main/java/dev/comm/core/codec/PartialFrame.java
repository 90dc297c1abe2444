package dev.comm.core.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The received pieces of an incomplete frame. The memory grows with the received bytes, not with the announced length.
 */
final class PartialFrame {
    private static final int STEP_BYTES = 4 << 10;
    private static final int IDLE_BYTES_MAX = 4 << 10;
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int filled;

    int filled() {
        return filled;
    }

    /** Returns the size of the array in bytes. */
    int capacity() {
        return bytes.length;
    }

    /** Copies bytes until the frame has the target size or the input ends. */
    void fill(ByteBuffer in, int target) {
        int count = Math.min(in.remaining(), target - filled);
        int needed = filled + count;
        if (bytes.length < needed) {
            int capacity = Math.max(needed, Math.max(2 * bytes.length, STEP_BYTES));
            bytes = Arrays.copyOf(bytes, Math.min(target, capacity));
        }
        in.get(bytes, filled, count);
        filled = needed;
    }

    ByteBuffer view(int from) {
        return ByteBuffer.wrap(bytes, from, filled - from).slice();
    }

    /**
     * Discards the frame. If no more frames follow, it also discards a large array, because an idle connection must not
     * keep one.
     */
    void clear(boolean moreFollows) {
        filled = 0;
        if (!moreFollows && bytes.length > IDLE_BYTES_MAX) {
            bytes = NONE;
        }
    }
}
