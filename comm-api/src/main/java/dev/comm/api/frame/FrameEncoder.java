package dev.comm.api.frame;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Writes commands as frames: header, fixed fields and TLV section. The payload is not copied: the caller sends its
 * bytes right behind.
 *
 * <p>Pure and safe for several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameEncoder {
    private static final int CAPACITY = 128;
    private static final int LENGTH_POSITION = 8;

    private FrameEncoder() {}

    /**
     * The beginning of a frame, big-endian, on the heap and ready to be read.
     *
     * <p>Strings that are only for people are cut to {@link FrameLimits#STRING_BYTES_MAX}, times to
     * {@link FrameLimits#DURATION_NANOS_MAX}.
     *
     * @param stream joins the frames of one payload; not 0 if more follow
     * @param more whether frames with the rest of the payload follow
     * @param payloadBytes bytes of the payload that the caller sends behind this
     * @throws IllegalArgumentException if a part breaks a bound of {@link FrameLimits}, or the payload bytes do not fit
     *     the content
     */
    public static ByteBuffer encode(Command command, int stream, boolean more, int payloadBytes) {
        String violation = PayloadRule.violation(command, stream, more, payloadBytes);
        if (violation != null) {
            throw new IllegalArgumentException("A " + FrameType.of(command) + " frame is wrong: " + violation + ".");
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
