package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames that a socket has to write. They wait as whole frames in two lanes, and control frames go first at frame
 * boundaries.
 */
final class Outgoing {
    private static final int TYPE_OFFSET = 3;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ArrayDeque<Frame> control = new ArrayDeque<>();
    private final ArrayDeque<Frame> bulk = new ArrayDeque<>();
    /** The frames that replace a frame which the network did not let pass unchanged. */
    private final ArrayDeque<Frame> changed = new ArrayDeque<>();

    private final List<Mark> passed = new ArrayList<>();
    private Frame current;
    private long controlBytes;
    private long bulkBytes;
    private long written;
    private long position;
    private long pendingNanos;
    private long delayNanos;

    /** Returns the type of a frame, or null if the bytes are no frame. */
    static FrameType typeOf(ByteBuffer... frame) {
        ByteBuffer head = frame.length == 0 ? NOTHING : frame[0];
        boolean isFrame = head.remaining() > TYPE_OFFSET && head.getShort(head.position()) == FrameHeader.MAGIC;
        return isFrame ? FrameType.ofCode(head.get(head.position() + TYPE_OFFSET)) : null;
    }

    /** Returns a copy of all parts in one piece. */
    static ByteBuffer whole(ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part);
        }
        return whole.flip();
    }

    /** Queues a frame without copying it. */
    void add(Lane lane, FrameType type, ByteBuffer whole) {
        if (whole.hasRemaining()) {
            (lane == Lane.CONTROL ? control : bulk).add(new Frame(lane, type, whole, false));
            count(lane, whole.remaining());
        }
    }

    private void count(Lane lane, long bytes) {
        if (lane == Lane.CONTROL) {
            controlBytes += bytes;
        } else {
            bulkBytes += bytes;
        }
    }

    long queuedBytes(Lane lane) {
        return lane == Lane.CONTROL ? controlBytes : bulkBytes;
    }

    long queuedBytes() {
        return controlBytes + bulkBytes;
    }

    long writtenBytes() {
        return written;
    }

    boolean isEmpty() {
        return controlBytes + bulkBytes == 0;
    }

    /**
     * Takes at most the given number of bytes, which have to be queued. The result has fewer bytes if the network drops
     * or delays a frame.
     */
    ByteBuffer take(int count, Route route) {
        delayNanos = 0;
        if (!begin(route, true)) {
            return NOTHING;
        }
        if (current.bytes.remaining() >= count) {
            return takeOfCurrent(count);
        }
        ByteBuffer taken = ByteBuffer.allocate(count);
        while (taken.hasRemaining() && begin(route, taken.position() == 0)) {
            taken.put(takeOfCurrent(Math.min(taken.remaining(), current.bytes.remaining())));
        }
        return taken.flip();
    }

    private ByteBuffer takeOfCurrent(int count) {
        ByteBuffer part = current.bytes.slice(current.bytes.position(), count);
        current.bytes.position(current.bytes.position() + count);
        count(current.lane, -count);
        position += count;
        written += current.changed ? 0 : count;
        if (!current.bytes.hasRemaining()) {
            passed.add(new Mark(current.type, current.bytes, position));
            current = null;
        }
        return part;
    }

    /**
     * Goes to the next frame if the last frame is complete. Returns false if there is no next frame, or if it has to
     * wait.
     */
    private boolean begin(Route route, boolean first) {
        while (current == null) {
            if (!changed.isEmpty()) {
                if (pendingNanos > 0 && !first) {
                    return false;
                }
                delayNanos += pendingNanos;
                pendingNanos = 0;
                current = changed.poll();
            } else {
                current = control.isEmpty() ? bulk.poll() : control.poll();
                if (current == null) {
                    return false;
                }
                if (route.isGated()) {
                    gate(route);
                }
            }
        }
        return true;
    }

    private void gate(Route route) {
        Frame frame = current;
        Fate fate = route.fate(frame.type, frame.bytes.array().clone());
        if (fate == null || current != frame) {
            return;
        }
        current = null;
        count(frame.lane, -frame.bytes.remaining());
        written += frame.bytes.remaining();
        for (byte[] bytes : fate.instead()) {
            if (bytes.length > 0) {
                changed.add(new Frame(frame.lane, frame.type, ByteBuffer.wrap(bytes), true));
                count(frame.lane, bytes.length);
                pendingNanos = fate.delayNanos();
            }
        }
    }

    /** Returns the extra delay of the bytes that were taken last. */
    long delayNanos() {
        return delayNanos;
    }

    /** Returns the frames with a last byte that was taken since the last call. */
    List<Mark> passed() {
        if (passed.isEmpty()) {
            return List.of();
        }
        List<Mark> marks = List.copyOf(passed);
        passed.clear();
        return marks;
    }

    void clear() {
        control.clear();
        bulk.clear();
        changed.clear();
        current = null;
        controlBytes = 0;
        bulkBytes = 0;
    }

    /** A frame in a queue. */
    private record Frame(Lane lane, FrameType type, ByteBuffer bytes, boolean changed) {}

    /** The position in the stream at which a frame ends. */
    record Mark(FrameType type, ByteBuffer frame, long end) {
        /** Returns a copy of all bytes of the frame. */
        byte[] copy() {
            return frame.array().clone();
        }
    }
}
