package dev.comm.tests.fuzz;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;

/** Frames for fuzz tests: whole ones of commands, and headers that are made to fit whatever stands behind them. */
final class Wire {
    private static final int LENGTH_AT = 8;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;

    private Wire() {}

    /** A frame of a command without payload. */
    static ByteBuffer frame(Command command) {
        return FrameEncoder.encode(command, 0, false, 0);
    }

    /**
     * One frame with all the bytes behind its header: what every frame has in common (magic, version, a type, the
     * length) is put right, so that a fuzzer finds the fields.
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
