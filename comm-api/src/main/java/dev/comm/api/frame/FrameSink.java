package dev.comm.api.frame;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/** Takes the frames that a {@link FrameDecoder} finds, in the order in which they came. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameSink {
    /**
     * One valid frame. A large one of a stream may be given in pieces, as if the peer had cut it into smaller ones: the
     * first with the flag MORE, the others as DATA.
     *
     * <p>It may change {@link FrameDecoder#frameBytesMax(int)} but must not call {@code decode}.
     *
     * @param payload this frame's part of the payload, big-endian, possibly empty; a view that is valid only during the
     *     call
     */
    void frame(FrameHeader header, Command command, ByteBuffer payload);
}
