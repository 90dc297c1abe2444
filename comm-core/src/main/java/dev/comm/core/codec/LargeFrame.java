package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.StreamCommand;
import java.nio.ByteBuffer;

/**
 * The large frame that the decoder is passing to a sink in pieces, which have the form of smaller frames of the same
 * stream. With pieces, the decoder neither copies the payload nor waits for its end.
 */
final class LargeFrame {
    private static final int BYTES_MIN = 8 << 10;
    private static final int HEAD_BYTES = 4 << 10;
    private static final int EXTENSION_BYTES = 2;
    private static final Command DATA = new StreamCommand.Data();

    private FrameHeader header;
    private int rest;

    /**
     * Returns the number of bytes after the header that the decoder needs before it can pass the frame or its first
     * piece to the sink.
     */
    static int bytesNeeded(FrameHeader header) {
        return header.stream() != 0 && header.length() >= BYTES_MIN ? HEAD_BYTES : header.length();
    }

    /** Returns whether more payload bytes of the frame must arrive. */
    boolean isOpen() {
        return rest > 0;
    }

    /** Passes the available part of a frame to the sink. */
    void give(FrameHeader whole, Command command, ByteBuffer body, FrameSink sink) {
        int length = body.limit();
        header = whole;
        rest = whole.length() - length;
        FrameHeader given = rest == 0 ? whole : firstPiece(whole, length);
        sink.frame(given, command, body);
    }

    /** Passes the next bytes of the payload to the sink. */
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
