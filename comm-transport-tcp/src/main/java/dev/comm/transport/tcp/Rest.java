package dev.comm.transport.tcp;

import java.nio.ByteBuffer;

/**
 * Bytes of a connection that wait for more of them, or for the socket. It grows with what is there, and holds nothing
 * when nothing is; for one side of the transport.
 */
final class Rest {
    private static final byte[] NOTHING = {};
    private static final int SMALLEST = 64;

    private byte[] bytes = NOTHING;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Puts all of it at the beginning of a buffer that has room; it stays kept until {@link #keep}. */
    void restore(ByteBuffer target) {
        target.put(bytes, 0, count);
    }

    /** Keeps what remains in the buffer, instead of what it kept before. */
    void keep(ByteBuffer source) {
        count = source.remaining();
        if (count == 0) {
            bytes = NOTHING;
            return;
        }
        if (bytes.length < count) {
            // Doubled, so that a peer which dribbles does not make us allocate anew for each byte.
            bytes = new byte[Math.max(count, Math.max(SMALLEST, Math.min(2 * bytes.length, 1 << 15)))];
        }
        source.get(bytes, 0, count);
    }
}
