package dev.comm.transport.tcp.buffer;

import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;

/**
 * The frames that an endpoint has yet to write: first the partly written frame, then the control lane, then the bulk
 * lane.
 *
 * <p>The queue belongs to the caller's side; any thread may read the counts.
 */
public final class OutboundQueue {
    private final FrameChain control = new FrameChain();
    private final FrameChain bulk = new FrameChain();
    private Frame begun;
    private volatile long writtenBytes;

    /** Queues a frame. A frame without bytes is ignored. */
    public void add(Lane lane, ByteBuffer[] buffers) {
        Frame frame = new Frame(lane, buffers);
        long count = frame.remaining();
        if (count > 0) {
            chain(lane).add(frame, count);
        }
    }

    /** Copies the bytes of a lane, because the memory of their buffers may change from now on. */
    public void detach(Lane lane) {
        if (begun != null && begun.lane == lane) {
            begun.detach();
        }
        for (Frame frame = chain(lane).head(); frame != null; frame = frame.next) {
            frame.detach();
        }
    }

    /** Returns the first frame to write, or null. */
    public Frame first() {
        if (begun != null) {
            return begun;
        }
        return control.head() != null ? control.head() : bulk.head();
    }

    /** Returns the frame to write after the given one, or null. */
    public Frame after(Frame frame) {
        if (frame == begun) {
            return control.head() != null ? control.head() : bulk.head();
        }
        return frame.next == null && frame.lane == Lane.CONTROL ? bulk.head() : frame.next;
    }

    public boolean isEmpty() {
        return first() == null;
    }

    /** Removes bytes that the socket has taken, beginning with the first frame. */
    void written(long count) {
        long controlCount = take(count);
        written(controlCount, count - controlCount);
    }

    /**
     * Removes bytes, beginning with the first frame. They still count as queued. Returns the number of removed bytes
     * that belong to the control lane.
     */
    public long take(long count) {
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

    /** Counts removed bytes of both lanes as written. */
    public void written(long controlCount, long bulkCount) {
        control.written(controlCount);
        bulk.written(bulkCount);
        writtenBytes = writtenBytes + controlCount + bulkCount;
    }

    private Frame takeNext() {
        return control.head() != null ? control.takeHead() : bulk.takeHead();
    }

    public void clear() {
        begun = null;
        control.clear();
        bulk.clear();
    }

    public long bytes(Lane lane) {
        return chain(lane).bytes();
    }

    public long writtenBytes() {
        return writtenBytes;
    }

    private FrameChain chain(Lane lane) {
        return lane == Lane.CONTROL ? control : bulk;
    }
}
