package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/** Receives the frames of a {@link FrameDecoder}, in stream order. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameSink {
    /**
     * Receives one valid frame. The decoder may pass a large frame of a stream in pieces, as if the peer had sent
     * smaller ones. The first piece has the flag MORE, the others come as DATA.
     *
     * <p>The sink may call {@link FrameDecoder#frameBytesMax(int)} but not {@code decode}.
     *
     * @param payload this frame's part of the payload, big-endian, possibly empty; valid only during the call
     */
    void frame(FrameHeader header, Command command, ByteBuffer payload);
}
