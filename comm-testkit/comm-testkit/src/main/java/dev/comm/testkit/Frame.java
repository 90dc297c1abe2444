package dev.comm.testkit;

import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * A frame on its way from one member to another.
 *
 * @param from the rank of the sender; -1 for a stranger
 * @param to the rank of the receiver; -1 for a stranger
 * @param type the kind of the frame, or null if this version does not know the kind
 * @param bytes the whole frame with its header; read-only
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Frame(int from, int to, FrameType type, ByteBuffer bytes) {
    /** Makes the bytes read-only. */
    public Frame {
        bytes = bytes.asReadOnlyBuffer();
    }

    /** Returns whether the frame is of this kind. */
    public boolean is(FrameType kind) {
        return type == kind;
    }

    /** Returns the sender, the receiver, the kind and the length. */
    @Override
    public String toString() {
        return from + "->" + to + " " + type + " " + bytes.remaining() + " bytes";
    }
}
