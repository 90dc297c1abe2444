package dev.comm.testkit;

import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * A frame on its way.
 *
 * @param from rank of the sender; -1 for a stranger
 * @param to rank of the receiver; -1 for a stranger
 * @param type its kind, or null if the bytes are no frame that this version knows
 * @param bytes the whole frame with its header; to be read only
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Frame(int from, int to, FrameType type, ByteBuffer bytes) {
    /** Makes the bytes read-only. */
    public Frame {
        bytes = bytes.asReadOnlyBuffer();
    }

    /** Whether it is of this kind. */
    public boolean is(FrameType kind) {
        return type == kind;
    }

    /** Sender, receiver, kind and length. */
    @Override
    public String toString() {
        return from + "->" + to + " " + type + " " + bytes.remaining() + " bytes";
    }
}
