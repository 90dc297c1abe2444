package dev.comm.core.link;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.codec.WelcomeEncoder;
import java.nio.ByteBuffer;

/**
 * The encoder of commands, which encodes a command for many peers, such as a decision, only once. All links of a driver
 * share it, under the step lock.
 */
final class FrameHeadCache {
    private final WelcomeEncoder welcomes = new WelcomeEncoder();
    private Command last;
    private int lastPayloadBytes;
    private ByteBuffer encoded;

    /**
     * Encodes a whole frame.
     *
     * @param payload whole payload, or null if the command has none
     */
    ByteBuffer[] frame(Command command, ByteBuffer payload) {
        int payloadBytes = payload == null ? 0 : payload.remaining();
        if (command instanceof Welcome welcome) {
            ByteBuffer[] pieces = welcomes.encode(welcome, payloadBytes);
            return payload == null ? pieces : new ByteBuffer[] {pieces[0], pieces[1], pieces[2], payload};
        }
        ByteBuffer head = of(command, payloadBytes);
        return payload == null ? new ByteBuffer[] {head} : new ByteBuffer[] {head, payload};
    }

    /**
     * Encodes the beginning of a frame. Other frames may share the bytes of the buffer, so the caller must not change
     * them.
     */
    ByteBuffer of(Command command, int payloadBytes) {
        if (command == last && payloadBytes == lastPayloadBytes) {
            return encoded.duplicate().rewind();
        }
        encoded = FrameEncoder.encode(command, 0, false, payloadBytes);
        last = command;
        lastPayloadBytes = payloadBytes;
        return encoded;
    }
}
