package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * The encoder of commands into frames, which writes header, fixed fields and TLV section. It does not copy the payload,
 * which the caller sends directly after the encoded bytes.
 *
 * <p>The encoder is pure and safe for several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameEncoder {
    private static final int CAPACITY = 128;
    private static final int LENGTH_POSITION = 8;

    private FrameEncoder() {}

    /**
     * Encodes the beginning of a frame into a big-endian heap buffer.
     *
     * <p>The encoder cuts strings for display to {@link FrameLimits#STRING_BYTES_MAX} and times to
     * {@link FrameLimits#DURATION_NANOS_MAX}.
     *
     * @param stream id that the frames of one payload share; not 0 if more frames follow
     * @param more whether frames with the rest of the payload follow
     * @param payloadBytes number of payload bytes that the caller sends after this buffer in the same frame
     * @throws IllegalArgumentException if a field exceeds {@link FrameLimits}, or the payload bytes do not match the
     *     content
     */
    public static ByteBuffer encode(Command command, int stream, boolean more, int payloadBytes) {
        String violation = PayloadRule.violation(command, stream, more, payloadBytes);
        if (violation != null) {
            throw new IllegalArgumentException("Invalid " + FrameType.of(command) + " frame: " + violation + ".");
        }
        WireWriter out = new WireWriter(CAPACITY);
        FrameType type = FrameType.of(command);
        HeaderCodec.write(out, command, stream, more);
        CommandCodecs.of(type).write(command, out);
        Extensions.writeNone(out);
        ByteBuffer frame = out.finish();
        return frame.putInt(LENGTH_POSITION, Math.addExact(frame.remaining() - FrameHeader.SIZE, payloadBytes));
    }
}
