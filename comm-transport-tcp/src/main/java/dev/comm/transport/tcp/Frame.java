package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;

/** A frame on its way out, and a link of its lane's chain. */
final class Frame {
    final Lane lane;
    final ByteBuffer[] buffers;
    /** The first buffer with bytes left. */
    int first;

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

    /** Moves past {@code count} bytes that were written, or to the frame's end; returns what is left of the count. */
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

    boolean done() {
        return first == buffers.length;
    }
}
