package dev.comm.api.frame;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Finds frames in a stream of bytes that is cut anywhere, and reads their commands.
 *
 * <p>Pure; one per connection, used by one thread at a time. Whatever comes in, it costs time and memory in proportion to the bytes
 * received, and nothing but a {@link FrameException} is thrown. After one the decoder stays failed: the connection has to be closed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameDecoder {
    private static final int MAGIC_BYTES = 2;

    private final PartialFrame partial = new PartialFrame();
    private FrameHeader partialHeader;
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
        return partial.filled() > 0;
    }

    /**
     * Takes all remaining bytes and gives the sink every frame that is complete.
     *
     * @throws FrameException if they are not of this protocol, or an earlier call failed
     */
    public void decode(ByteBuffer in, FrameSink sink) {
        if (failure != null) {
            throw new FrameException(failure);
        }
        try {
            while (in.hasRemaining()) {
                if (isMidFrame() || !takeWhole(in, sink)) {
                    gather(in, sink);
                }
            }
        } catch (FrameException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    /** Takes a frame that is completely there, without copying it. */
    private boolean takeWhole(ByteBuffer in, FrameSink sink) {
        if (in.remaining() < FrameHeader.SIZE) {
            return false;
        }
        int start = in.position();
        FrameHeader header = HeaderCodec.read(in.slice(start, FrameHeader.SIZE), frameBytesMax);
        int total = FrameHeader.SIZE + header.length();
        if (in.remaining() < total) {
            return false;
        }
        ByteBuffer body = in.slice(start + FrameHeader.SIZE, header.length());
        in.position(start + total);
        deliver(header, body, sink);
        return true;
    }

    private void gather(ByteBuffer in, FrameSink sink) {
        if (partialHeader == null) {
            gatherHeader(in);
        }
        if (partialHeader == null) {
            return;
        }
        FrameHeader header = partialHeader;
        int total = FrameHeader.SIZE + header.length();
        partial.fill(in, total);
        if (partial.filled() == total) {
            ByteBuffer body = partial.view(FrameHeader.SIZE);
            partialHeader = null;
            partial.clear((header.flags() & FrameHeader.MORE) != 0);
            deliver(header, body, sink);
        }
    }

    private void gatherHeader(ByteBuffer in) {
        partial.fill(in, FrameHeader.SIZE);
        if (partial.filled() >= MAGIC_BYTES) {
            HeaderCodec.checkMagic(partial.view(0).getShort() & 0xFFFF);
        }
        if (partial.filled() == FrameHeader.SIZE) {
            partialHeader = HeaderCodec.read(partial.view(0), frameBytesMax);
        }
    }

    private static void deliver(FrameHeader header, ByteBuffer body, FrameSink sink) {
        WireReader reader = new WireReader(header, body);
        Command command =
                CommandCodecs.of(FrameType.ofCode(header.type())).reader().apply(reader);
        Extensions.skip(reader);
        check(header, command, body.remaining(), reader);
        sink.frame(header, command, body.slice());
    }

    private static void check(FrameHeader header, Command command, int payloadBytes, WireReader reader) {
        if (header.communicator() != command.communicator() || header.tag() != command.tag()) {
            throw reader.broken("it names a communicator or a tag, which this type has not");
        }
        if (header.serializer() != command.content().form()) {
            throw reader.broken("header and content name different forms");
        }
        boolean more = (header.flags() & FrameHeader.MORE) != 0;
        String violation = PayloadRule.violation(command, header.stream(), more, payloadBytes);
        if (violation != null) {
            throw reader.broken(violation);
        }
    }
}
