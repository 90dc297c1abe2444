package dev.comm.tests.fuzz;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;

/** Frames for fuzz tests, from commands or from arbitrary bytes whose header is corrected. */
final class Wire {
    private static final int LENGTH_AT = 8;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;

    private Wire() {}

    /** Returns the frame of a command without payload. */
    static ByteBuffer frame(Command command) {
        return FrameEncoder.encode(command, 0, false, 0);
    }

    /**
     * Returns one frame with all bytes after the header. Magic, version, type and length of the header are corrected,
     * so that a fuzzer reaches the fields.
     */
    static byte[] mended(byte[] bytes) {
        byte[] frame = bytes.clone();
        if (frame.length < FrameHeader.SIZE) {
            return frame;
        }
        ByteBuffer header = ByteBuffer.wrap(frame);
        header.putShort(0, (short) FrameHeader.MAGIC).put(2, (byte) FrameHeader.VERSION);
        header.put(TYPE_AT, (byte) type(frame[TYPE_AT]).code());
        header.put(FLAGS_AT, (byte) (frame[FLAGS_AT] & FrameHeader.MORE));
        header.putInt(LENGTH_AT, frame.length - FrameHeader.SIZE);
        return frame;
    }

    private static FrameType type(int code) {
        FrameType known = FrameType.ofCode(code);
        FrameType[] all = FrameType.values();
        return known == null ? all[(code & 0xFF) % all.length] : known;
    }
}
