package dev.comm.transport.tcp.tls;

import dev.comm.transport.tcp.buffer.Frame;
import dev.comm.transport.tcp.buffer.OutboundQueue;
import java.nio.ByteBuffer;

/**
 * The next buffers of a queue for {@code SSLEngine.wrap}, which gathers small frames into one record. The object
 * belongs to the caller's side, and all connections of a transport share it.
 */
final class TlsInput {
    private static final int PARTS_MAX = 256;

    private final ByteBuffer[] parts = new ByteBuffer[PARTS_MAX];
    private int count;
    private long bytes;

    /** Collects the buffers of the queue's first frames, enough for one write. The queue does not change. */
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
            if (count == PARTS_MAX || bytes >= TlsResources.SEALED_BYTES) {
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

    /** Releases the references to the buffers of the callers. */
    void clear() {
        while (count > 0) {
            parts[--count] = null;
        }
        bytes = 0;
    }
}
