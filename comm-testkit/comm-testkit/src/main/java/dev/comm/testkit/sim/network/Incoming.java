package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The receive buffer that the kernel keeps for a socket. */
final class Incoming {
    private static final int READ_MAX = 256 << 10;

    private final ArrayDeque<ByteBuffer> unread = new ArrayDeque<>();
    private final ArrayDeque<Outgoing.Mark> expected = new ArrayDeque<>();
    private int unreadBytes;
    private long read;
    private Transport.CloseCause ending;

    /** Adds a frame of which the peer wrote the last byte. */
    void expect(Outgoing.Mark mark) {
        expected.add(mark);
    }

    void add(ByteBuffer bytes) {
        if (ending == null) {
            unread.add(bytes);
            unreadBytes += bytes.remaining();
        }
    }

    /** Marks the end of the stream. A reset may destroy unread bytes. */
    void end(Transport.CloseCause cause, boolean keepsUnread) {
        if (ending == null || cause == Transport.CloseCause.RESET) {
            ending = cause;
        }
        if (!keepsUnread) {
            unread.clear();
            unreadBytes = 0;
        }
    }

    boolean hasBytes() {
        return unreadBytes > 0;
    }

    Transport.CloseCause ending() {
        return ending;
    }

    /** Takes some of the unread bytes. Several writes may be one read, and one write several reads. */
    ByteBuffer take(Conditions conditions, SplittableRandom random) {
        int count = conditions.piece(Math.min(unreadBytes, READ_MAX), random);
        unreadBytes -= count;
        read += count;
        ByteBuffer head = unread.peek();
        if (head.remaining() >= count) {
            return takeOf(head, count);
        }
        ByteBuffer taken = ByteBuffer.allocate(count);
        while (taken.hasRemaining()) {
            head = unread.peek();
            taken.put(takeOf(head, Math.min(taken.remaining(), head.remaining())));
        }
        return taken.flip();
    }

    private ByteBuffer takeOf(ByteBuffer head, int count) {
        ByteBuffer part = head.slice(head.position(), count);
        head.position(head.position() + count);
        if (!head.hasRemaining()) {
            unread.poll();
        }
        return part;
    }

    /** Returns the frames with a last byte that was taken since the last call. */
    List<FrameType> passed() {
        if (expected.isEmpty() || expected.peek().end() > read) {
            return List.of();
        }
        List<FrameType> types = new ArrayList<>(1);
        while (!expected.isEmpty() && expected.peek().end() <= read) {
            types.add(expected.poll().type());
        }
        return types;
    }

    /** Returns the frames with a last byte behind a position of the stream. */
    List<Outgoing.Mark> expectedAfter(long place) {
        List<Outgoing.Mark> marks = new ArrayList<>(expected);
        marks.removeIf(mark -> mark.end() <= place);
        return marks;
    }

    /** Removes the frames that end behind a position of the stream, because their bytes never arrive. */
    void forgetAfter(long place) {
        expected.removeIf(mark -> mark.end() > place);
    }
}
