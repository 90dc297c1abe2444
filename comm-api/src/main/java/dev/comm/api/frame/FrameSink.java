package dev.comm.api.frame;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/** Takes the frames that a {@link FrameDecoder} finds, in the order in which they came. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameSink {
    /**
     * One whole and valid frame. It may change {@link FrameDecoder#frameBytesMax(int)} but must not call {@code decode}.
     *
     * @param payload this frame's part of the payload, big-endian, possibly empty; a view that is valid only during the call
     */
    void frame(FrameHeader header, Command command, ByteBuffer payload);
}
