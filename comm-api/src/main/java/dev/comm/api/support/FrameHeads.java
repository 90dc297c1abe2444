package dev.comm.api.support;

import dev.comm.api.frame.Command;
import dev.comm.api.frame.FrameEncoder;
import java.nio.ByteBuffer;

/**
 * Encodes commands; one that goes to many peers in turn, as a decision does, only once. Belongs to the links of one
 * crank, under its step lock.
 */
final class FrameHeads {
    private Command last;
    private int lastPayloadBytes;
    private ByteBuffer encoded;

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
