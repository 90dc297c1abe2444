package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;

/**
 * What an endpoint has yet to write. The order is: the frame that has been begun, then control, then bulk.
 *
 * <p>It belongs to the caller's side; the counts may be read by anybody.
 */
final class OutboundQueue {
    private final FrameChain control = new FrameChain();
    private final FrameChain bulk = new FrameChain();
    private Frame begun;
    private volatile long writtenBytes;

    /** Queues a frame; one without bytes vanishes. */
    void add(Lane lane, ByteBuffer[] buffers) {
        Frame frame = new Frame(lane, buffers);
        long count = frame.remaining();
        if (count > 0) {
            chain(lane).add(frame, count);
        }
    }

    /** The first frame to write, or null. */
    Frame first() {
        if (begun != null) {
            return begun;
        }
        return control.head() != null ? control.head() : bulk.head();
    }

    /** The frame to write after that one, or null. */
    Frame after(Frame frame) {
        if (frame == begun) {
            return control.head() != null ? control.head() : bulk.head();
        }
        return frame.next == null && frame.lane == Lane.CONTROL ? bulk.head() : frame.next;
    }

    boolean isEmpty() {
        return first() == null;
    }

    /** Takes out bytes that the socket has taken, from the first frame on. */
    void written(long count) {
        long controlCount = take(count);
        written(controlCount, count - controlCount);
    }

    /** Takes out bytes, from the first frame on, that still count as queued; returns how many are control's. */
    long take(long count) {
        long controlCount = 0;
        long left = count;
        while (left > 0) {
            Frame frame = begun != null ? begun : takeNext();
            long after = frame.advance(left);
            controlCount += frame.lane == Lane.CONTROL ? left - after : 0;
            begun = frame.done() ? null : frame;
            left = after;
        }
        return controlCount;
    }

    /** Counts bytes of both lanes that were taken out and that the socket has now. */
    void written(long controlCount, long bulkCount) {
        control.written(controlCount);
        bulk.written(bulkCount);
        writtenBytes = writtenBytes + controlCount + bulkCount;
    }

    private Frame takeNext() {
        return control.head() != null ? control.takeHead() : bulk.takeHead();
    }

    void clear() {
        begun = null;
        control.clear();
        bulk.clear();
    }

    long bytes(Lane lane) {
        return chain(lane).bytes();
    }

    long writtenBytes() {
        return writtenBytes;
    }

    private FrameChain chain(Lane lane) {
        return lane == Lane.CONTROL ? control : bulk;
    }
}
