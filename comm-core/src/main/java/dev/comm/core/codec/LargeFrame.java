package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.StreamCommand;
import java.nio.ByteBuffer;

/**
 * Passes on a large frame in pieces that look like smaller frames of the same stream. The decoder then neither copies
 * the payload nor waits for its end.
 */
final class LargeFrame {
    private static final int BYTES_MIN = 8 << 10;
    private static final int HEAD_BYTES = 4 << 10;
    private static final int EXTENSION_BYTES = 2;
    private static final Command DATA = new StreamCommand.Data();

    private FrameHeader header;
    private int rest;

    /**
     * The number of bytes after the header that the decoder needs before it can pass on the frame or its first piece.
     */
    static int bytesNeeded(FrameHeader header) {
        return header.stream() != 0 && header.length() >= BYTES_MIN ? HEAD_BYTES : header.length();
    }

    /** Whether more payload bytes must come. */
    boolean isOpen() {
        return rest > 0;
    }

    /** Passes on the available part of a frame. */
    void give(FrameHeader whole, Command command, ByteBuffer body, FrameSink sink) {
        int length = body.limit();
        header = whole;
        rest = whole.length() - length;
        FrameHeader given = rest == 0 ? whole : firstPiece(whole, length);
        sink.frame(given, command, body);
    }

    /** Passes on the next bytes of the payload. */
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
