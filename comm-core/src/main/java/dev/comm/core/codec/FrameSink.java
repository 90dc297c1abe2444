package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/** The receiver of the frames of a {@link FrameDecoder}, in stream order. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface FrameSink {
    /**
     * Receives one valid frame. The decoder may pass a large frame of a stream in pieces, as if the peer had sent
     * smaller frames. The first piece has the flag MORE; the decoder passes the other pieces as DATA.
     *
     * <p>The sink may call {@link FrameDecoder#frameBytesMax(int)} but not {@code decode}.
     *
     * @param payload part of the payload in this frame, big-endian, possibly empty; valid only during the call
     */
    void frame(FrameHeader header, Command command, ByteBuffer payload);
}
