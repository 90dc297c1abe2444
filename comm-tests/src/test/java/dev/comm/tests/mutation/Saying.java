package dev.comm.tests.mutation;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;

/** A command that a node sent in one frame, with its payload. */
record Saying(Command command, int stream, byte[] payload) {
    static Saying of(FrameHeader header, Command command, ByteBuffer payload) {
        if (header.hasMore()) {
            throw new IllegalStateException("only small payloads can be replayed: " + command);
        }
        byte[] copy = new byte[payload.remaining()];
        payload.get(copy);
        return new Saying(command, header.stream(), copy);
    }

    /** Returns the frame with another command, which has the numbers of the current run. */
    Saying with(Command other) {
        return new Saying(other, stream, payload);
    }

    byte[] frame() {
        ByteBuffer start = FrameEncoder.encode(command, stream, false, payload.length);
        return ByteBuffer.allocate(start.remaining() + payload.length)
                .put(start)
                .put(payload)
                .array();
    }
}
