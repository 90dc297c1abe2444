package dev.comm.api.support;

import dev.comm.api.frame.Command;
import dev.comm.api.frame.FrameEncoder;
import dev.comm.api.frame.HandshakeCommand.Welcome;
import dev.comm.api.frame.WelcomeEncoder;
import java.nio.ByteBuffer;

/**
 * Encodes commands; one that goes to many peers in turn, as a decision does, only once. Belongs to the links of one
 * crank, under its step lock.
 */
final class FrameHeads {
    private final WelcomeEncoder welcomes = new WelcomeEncoder();
    private Command last;
    private int lastPayloadBytes;
    private ByteBuffer encoded;

    /**
     * A whole frame.
     *
     * @param payload all of it, or null without one
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

    /** The beginning of a frame, ready to be read; its bytes may be shared with others and must not be changed. */
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
