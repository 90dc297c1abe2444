package dev.comm.api.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apiguardian.api.API;

/**
 * Finds frames in a stream of bytes that is cut anywhere, and reads their commands.
 *
 * <p>Pure; one per connection, used by one thread at a time. Whatever comes in, it costs time and memory in proportion
 * to the bytes received, and nothing but a {@link FrameException} is thrown. After one the decoder stays failed: the
 * connection has to be closed.
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
     * A decoder for a new connection.
     *
     * @param frameBytesMax largest whole frame, header included
     */
    public FrameDecoder(int frameBytesMax) {
        frameBytesMax(frameBytesMax);
    }

    /** Sets the largest whole frame, header included, from the next frame on. */
    public void frameBytesMax(int bytes) {
        if (bytes < FrameHeader.SIZE) {
            throw new IllegalArgumentException("a frame has at least " + FrameHeader.SIZE + " bytes: " + bytes);
        }
        this.frameBytesMax = bytes;
    }

    /** Whether the first bytes of a frame came and its last did not. */
    public boolean isMidFrame() {
        return partial.filled() > 0 || large.isOpen();
    }

    /**
     * Takes all remaining bytes and gives the sink every frame that is complete, and what is there of a large one.
     *
     * @throws FrameException if they are not of this protocol, or an earlier call failed
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

    /** Takes a frame, or as much as is there of a large one, without copying it. */
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
