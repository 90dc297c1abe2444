package dev.comm.transport.tcp.buffer;

import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;

/** A queued frame, which is also an entry in the linked list of its lane. */
public final class Frame {
    final Lane lane;
    public final ByteBuffer[] buffers;
    /** The index of the first buffer with bytes left. */
    public int first;

    Frame next;

    Frame(Lane lane, ByteBuffer[] buffers) {
        this.lane = lane;
        this.buffers = buffers;
    }

    long remaining() {
        long sum = 0;
        for (int i = first; i < buffers.length; i++) {
            sum += buffers[i].remaining();
        }
        return sum;
    }

    /** Consumes up to {@code count} written bytes. Returns the rest of the count, which belongs to later frames. */
    long advance(long count) {
        long left = count;
        while (first < buffers.length) {
            ByteBuffer buffer = buffers[first];
            int step = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + step);
            left -= step;
            if (buffer.hasRemaining()) {
                return left;
            }
            first++;
        }
        return left;
    }

    /** Replaces the buffers by copies of the bytes that are left. */
    void detach() {
        for (int i = first; i < buffers.length; i++) {
            buffers[i] =
                    ByteBuffer.allocate(buffers[i].remaining()).put(buffers[i]).flip();
        }
    }

    boolean done() {
        return first == buffers.length;
    }
}
