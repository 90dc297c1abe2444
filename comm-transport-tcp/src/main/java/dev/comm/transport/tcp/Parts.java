package dev.comm.transport.tcp;

import java.nio.ByteBuffer;

/**
 * The next bytes of a queue for the TLS engine, which gathers small frames into one record by itself. It belongs to the
 * caller's side; one serves all connections of a transport.
 */
final class Parts {
    private static final int PARTS_MAX = 256;

    private final ByteBuffer[] parts = new ByteBuffer[PARTS_MAX];
    private int count;
    private long bytes;

    /** Looks at the queue from its first frame on, until there is enough for one write; takes nothing out. */
    void fill(OutboundQueue queue) {
        count = 0;
        bytes = 0;
        Frame frame = queue.first();
        while (frame != null && add(frame)) {
            frame = queue.after(frame);
        }
    }

    private boolean add(Frame frame) {
        for (int i = frame.first; i < frame.buffers.length; i++) {
            if (count == PARTS_MAX || bytes >= Encryption.SEALED_BYTES) {
                return false;
            }
            parts[count++] = frame.buffers[i].duplicate();
            bytes += frame.buffers[i].remaining();
        }
        return true;
    }

    ByteBuffer[] array() {
        return parts;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void used(int used) {
        bytes -= used;
    }

    /** Lets go of the callers' memory. */
    void clear() {
        while (count > 0) {
            parts[--count] = null;
        }
        bytes = 0;
    }
}
