package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The conversion of commands to whole frames as arrays, and of bytes to decoded commands. */
final class Frames {
    static final int BYTES_MAX = 1 << 20;

    private Frames() {}

    /** Encodes a command with its whole payload, whose bytes count up from 0. */
    static byte[] whole(Command command) {
        if (command instanceof StreamCommand.Data) {
            return join(FrameEncoder.encode(new StreamCommand.Data(), 7, false, 5), payload(5));
        }
        int length = (int) command.content().length();
        return join(FrameEncoder.encode(command, 0, false, length), payload(length));
    }

    static byte[] payload(int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) index;
        }
        return bytes;
    }

    static byte[] join(ByteBuffer start, byte[] payload) {
        byte[] frame = Arrays.copyOf(toArray(start), start.remaining() + payload.length);
        System.arraycopy(payload, 0, frame, start.remaining(), payload.length);
        return frame;
    }

    static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    static byte[] toArray(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static List<Found> decode(byte[] bytes) {
        return decode(new FrameDecoder(BYTES_MAX), bytes, bytes.length);
    }

    /** Gives the bytes to the decoder in pieces of the given size. */
    static List<Found> decode(FrameDecoder decoder, byte[] bytes, int pieceBytes) {
        List<Found> found = new ArrayList<>();
        FrameSink sink =
                (header, command, payload) -> found.add(new Found(header, command, Bytes.of(toArray(payload))));
        for (int start = 0; start < bytes.length; start += pieceBytes) {
            decoder.decode(ByteBuffer.wrap(bytes, start, Math.min(pieceBytes, bytes.length - start)), sink);
        }
        return found;
    }

    /** A frame that the decoder gave to its sink. */
    record Found(FrameHeader header, Command command, Bytes payload) {}
}
