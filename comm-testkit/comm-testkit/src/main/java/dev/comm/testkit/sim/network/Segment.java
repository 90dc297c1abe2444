package dev.comm.testkit.sim.network;

import java.nio.ByteBuffer;

/** A unit that travels from one socket to the other. */
final class Segment {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private enum Kind {
        OPENED,
        DATA,
        READ,
        END,
        RESET
    }

    private final Kind kind;
    private final ByteBuffer bytes;
    private final int count;
    private long dueNanos;

    private Segment(Kind kind, ByteBuffer bytes, int count) {
        this.kind = kind;
        this.bytes = bytes;
        this.count = count;
    }

    /** Returns the answer to an attempt to connect. */
    static Segment opened() {
        return new Segment(Kind.OPENED, NONE, 0);
    }

    static Segment data(ByteBuffer bytes) {
        return new Segment(Kind.DATA, bytes, bytes.remaining());
    }

    /**
     * Returns the report that the receiver has read the given number of bytes, so that the window has free space again.
     */
    static Segment read(int count) {
        return new Segment(Kind.READ, NONE, count);
    }

    static Segment end() {
        return new Segment(Kind.END, NONE, 0);
    }

    static Segment reset() {
        return new Segment(Kind.RESET, NONE, 0);
    }

    /** Returns the number of bytes of the stream in the segment. */
    int dataBytes() {
        return bytes.remaining();
    }

    ByteBuffer bytes() {
        return bytes;
    }

    long dueNanos() {
        return dueNanos;
    }

    void due(long nanos) {
        dueNanos = nanos;
    }

    void arriveAt(SimSocket socket) {
        switch (kind) {
            case OPENED -> socket.arrivedAnswer();
            case DATA -> socket.arrived(bytes);
            case READ -> socket.sender().acknowledged(count);
            case END -> socket.arrivedEnd();
            case RESET -> socket.arrivedReset();
        }
    }
}
