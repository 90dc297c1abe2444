package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apiguardian.api.API;

/**
 * A decoder of frames and their commands from a byte stream that arrives in arbitrary pieces.
 *
 * <p>The decoder is pure. Each connection has its own decoder, for one thread at a time. For any input, time and memory
 * are proportional to the bytes received, and the only exception is {@link FrameException}. After an exception the
 * decoder stays failed, and the connection must be closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameDecoder {
    private static final int MAGIC_BYTES = 2;

    private final PartialFrame partial = new PartialFrame();
    private final LargeFrame large = new LargeFrame();
    private FrameHeader partialHeader;
    private int partialNeeded;
    private int frameBytesMax;
    private String failure;

    /**
     * Creates a decoder for a new connection.
     *
     * @param frameBytesMax size of the largest frame, header included
     */
    public FrameDecoder(int frameBytesMax) {
        frameBytesMax(frameBytesMax);
    }

    /** Sets the size of the largest frame, header included, from the next frame on. */
    public void frameBytesMax(int bytes) {
        if (bytes < FrameHeader.SIZE) {
            throw new IllegalArgumentException("a frame has at least " + FrameHeader.SIZE + " bytes: " + bytes);
        }
        this.frameBytesMax = bytes;
    }

    /** Returns whether a part of a frame has arrived whose rest is missing. */
    public boolean isMidFrame() {
        return partial.filled() > 0 || large.isOpen();
    }

    /**
     * Consumes all remaining bytes and passes every complete frame to the sink, and the available part of a large
     * frame.
     *
     * @throws FrameException if the bytes violate the protocol, or an earlier call failed
     */
    public void decode(ByteBuffer in, FrameSink sink) {
        if (failure != null) {
            throw new FrameException(failure);
        }
        in.order(ByteOrder.BIG_ENDIAN);
        try {
            while (in.hasRemaining()) {
                next(in, sink);
            }
        } catch (FrameException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    private void next(ByteBuffer in, FrameSink sink) {
        if (large.isOpen()) {
            large.pass(in, sink);
        } else if (partial.filled() > 0 || !take(in, sink)) {
            gather(in, sink);
        }
    }

    /**
     * Decodes a frame or the available part of a large frame without a copy. Returns false if too few bytes are
     * available.
     */
    private boolean take(ByteBuffer in, FrameSink sink) {
        if (in.remaining() < FrameHeader.SIZE) {
            return false;
        }
        int start = in.position();
        FrameHeader header = HeaderCodec.read(in, start, frameBytesMax);
        int count = Math.min(in.remaining() - FrameHeader.SIZE, header.length());
        if (count < LargeFrame.bytesNeeded(header)) {
            return false;
        }
        ByteBuffer body = in.slice(start + FrameHeader.SIZE, count);
        Command command = FrameParser.parse(header, body);
        if (command == null) {
            return false;
        }
        in.position(start + FrameHeader.SIZE + count);
        large.give(header, command, body, sink);
        return true;
    }

    private void gather(ByteBuffer in, FrameSink sink) {
        if (partialHeader == null) {
            gatherHeader(in);
        }
        if (partialHeader == null) {
            return;
        }
        partial.fill(in, FrameHeader.SIZE + partialNeeded);
        if (partial.filled() < FrameHeader.SIZE + partialNeeded) {
            return;
        }
        FrameHeader header = partialHeader;
        ByteBuffer body = partial.view(FrameHeader.SIZE);
        Command command = FrameParser.parse(header, body);
        if (command == null) {
            partialNeeded = header.length();
            return;
        }
        partialHeader = null;
        partial.clear(header.hasMore());
        large.give(header, command, body, sink);
    }

    private void gatherHeader(ByteBuffer in) {
        partial.fill(in, FrameHeader.SIZE);
        if (partial.filled() >= MAGIC_BYTES) {
            HeaderCodec.checkMagic(partial.view(0).getShort() & 0xFFFF);
        }
        if (partial.filled() == FrameHeader.SIZE) {
            partialHeader = HeaderCodec.read(partial.view(0), 0, frameBytesMax);
            partialNeeded = LargeFrame.bytesNeeded(partialHeader);
        }
    }
}
