package dev.comm.api.frame;

import java.nio.ByteBuffer;

/**
 * A frame that is too large to wait for its end: its payload is given on as it comes, in pieces that look like smaller
 * frames of the same stream. So no byte of a large payload is copied here, and none waits.
 */
final class LargeFrame {
    private static final int BYTES_MIN = 8 << 10;
    private static final int HEAD_BYTES = 4 << 10;
    private static final int EXTENSION_BYTES = 2;
    private static final Command DATA = new StreamCommand.Data();

    private FrameHeader header;
    private int rest;

    /** How many bytes behind the header are needed before a frame can be given on, wholly or in pieces. */
    static int bytesNeeded(FrameHeader header) {
        return header.stream() != 0 && header.length() >= BYTES_MIN ? HEAD_BYTES : header.length();
    }

    /** Whether payload bytes are still to come. */
    boolean isOpen() {
        return rest > 0;
    }

    /** Gives on what is there of a frame. */
    void give(FrameHeader whole, Command command, ByteBuffer body, FrameSink sink) {
        int length = body.limit();
        header = whole;
        rest = whole.length() - length;
        FrameHeader given = rest == 0 ? whole : firstPiece(whole, length);
        sink.frame(given, command, body);
    }

    /** Gives on the next bytes of the payload. */
    void pass(ByteBuffer in, FrameSink sink) {
        int count = Math.min(in.remaining(), rest);
        ByteBuffer piece = in.slice(in.position(), count);
        in.position(in.position() + count);
        rest -= count;
        FrameHeader data = new FrameHeader(
                header.version(),
                FrameType.DATA.code(),
                rest > 0 ? FrameHeader.MORE : header.flags(),
                header.priority(),
                0,
                EXTENSION_BYTES + count,
                0,
                header.stream(),
                0);
        sink.frame(data, DATA, piece);
    }

    private static FrameHeader firstPiece(FrameHeader whole, int length) {
        return new FrameHeader(
                whole.version(),
                whole.type(),
                whole.flags() | FrameHeader.MORE,
                whole.priority(),
                whole.serializer(),
                length,
                whole.communicator(),
                whole.stream(),
                whole.tag());
    }
}
