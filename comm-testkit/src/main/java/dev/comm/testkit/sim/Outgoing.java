package dev.comm.testkit.sim;

import dev.comm.api.frame.FrameType;
import dev.comm.api.spi.Lane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What a socket has to write: whole frames in two lanes; control goes first at frame boundaries. */
final class Outgoing {
    private static final int TYPE_OFFSET = 3;

    private final ArrayDeque<Frame> control = new ArrayDeque<>();
    private final ArrayDeque<Frame> bulk = new ArrayDeque<>();
    private final List<Mark> passed = new ArrayList<>();
    private Frame current;
    private long controlBytes;
    private long bulkBytes;
    private long written;

    /** The type of a frame, or null if it is none. */
    static FrameType typeOf(ByteBuffer... frame) {
        ByteBuffer head = frame[0];
        return head.remaining() > TYPE_OFFSET ? FrameType.ofCode(head.get(head.position() + TYPE_OFFSET)) : null;
    }

    void add(Lane lane, FrameType type, ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part);
        }
        whole.flip();
        (lane == Lane.CONTROL ? control : bulk).add(new Frame(lane, type, whole));
        count(lane, length);
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

    /** Takes so many bytes, which have to be there. */
    byte[] take(int count) {
        byte[] bytes = new byte[count];
        int filled = 0;
        while (filled < count) {
            if (current == null) {
                current = control.isEmpty() ? bulk.poll() : control.poll();
            }
            int part = Math.min(count - filled, current.bytes.remaining());
            current.bytes.get(bytes, filled, part);
            filled += part;
            written += part;
            count(current.lane, -part);
            if (!current.bytes.hasRemaining()) {
                passed.add(new Mark(current.type, written));
                current = null;
            }
        }
        return bytes;
    }

    /** Frames whose last byte was taken since the last call. */
    List<Mark> passed() {
        List<Mark> marks = List.copyOf(passed);
        passed.clear();
        return marks;
    }

    void clear() {
        control.clear();
        bulk.clear();
        current = null;
        controlBytes = 0;
        bulkBytes = 0;
    }

    /** A frame in a queue. */
    private record Frame(Lane lane, FrameType type, ByteBuffer bytes) {}

    /** Where in the stream a frame ends. */
    record Mark(FrameType type, long end) {}
}
