package dev.comm.testkit.sim;

import dev.comm.api.frame.FrameType;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The kernel's receive buffer of a socket. */
final class Incoming {
    private static final int READ_MAX = 256 << 10;

    private final ArrayDeque<ByteBuffer> unread = new ArrayDeque<>();
    private final ArrayDeque<Outgoing.Mark> expected = new ArrayDeque<>();
    private int unreadBytes;
    private long read;
    private Transport.CloseCause ending;

    /** The peer wrote the last byte of a frame. */
    void expect(Outgoing.Mark mark) {
        expected.add(mark);
    }

    void add(byte[] bytes) {
        if (ending == null) {
            unread.add(ByteBuffer.wrap(bytes));
            unreadBytes += bytes.length;
        }
    }

    /** Nothing follows; a reset destroys what was not read. */
    void end(Transport.CloseCause cause) {
        if (ending == null || cause == Transport.CloseCause.RESET) {
            ending = cause;
        }
        if (cause == Transport.CloseCause.RESET) {
            unread.clear();
            unreadBytes = 0;
        }
    }

    boolean isEmpty() {
        return unreadBytes == 0;
    }

    boolean hasBytes() {
        return unreadBytes > 0;
    }

    Transport.CloseCause ending() {
        return ending;
    }

    /** Some of the unread bytes: several writes may come as one read, one as several. */
    ByteBuffer take(Conditions conditions, SplittableRandom random) {
        int count = conditions.piece(Math.min(unreadBytes, READ_MAX), random);
        ByteBuffer taken = ByteBuffer.allocate(count);
        while (taken.hasRemaining()) {
            ByteBuffer head = unread.peek();
            int part = Math.min(taken.remaining(), head.remaining());
            taken.put(head.slice(head.position(), part));
            head.position(head.position() + part);
            if (!head.hasRemaining()) {
                unread.poll();
            }
        }
        unreadBytes -= count;
        read += count;
        return taken.flip();
    }

    /** Frames whose last byte was taken since the last call. */
    List<FrameType> passed() {
        List<FrameType> types = new ArrayList<>(1);
        while (!expected.isEmpty() && expected.peek().end() <= read) {
            types.add(expected.poll().type());
        }
        return types;
    }
}
