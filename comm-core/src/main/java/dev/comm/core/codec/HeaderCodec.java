package dev.comm.core.codec;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;

/**
 * The codec of the first 24 bytes of a frame. It checks all these bytes before the decoder allocates memory for the
 * rest of the frame.
 */
final class HeaderCodec {
    private static final int HTTP = 0x4745;
    private static final int TLS_GREETING = 0x1603;
    private static final int TLS_ALERT = 0x1503;

    private HeaderCodec() {}

    /** Writes the header of the frame of a command. The length is not known yet and stays 0. */
    static void write(WireWriter out, Command command, int stream, boolean more) {
        out.u16(FrameHeader.MAGIC);
        out.u8(FrameHeader.VERSION);
        out.u8(FrameType.of(command).code());
        out.u8(more ? FrameHeader.MORE : 0);
        out.u8(0); // priority
        out.u16(command.content().form());
        out.i32(0);
        out.i32(command.communicator());
        out.i32(stream);
        out.i32(command.tag());
    }

    /** Reads a header from 24 big-endian bytes and leaves the position of the buffer unchanged. */
    static FrameHeader read(ByteBuffer in, int at, int frameBytesMax) {
        checkMagic(in.getShort(at) & 0xFFFF);
        FrameHeader header = new FrameHeader(
                in.get(at + 2) & 0xFF,
                in.get(at + 3) & 0xFF,
                in.get(at + 4) & 0xFF,
                in.get(at + 5) & 0xFF,
                in.getShort(at + 6) & 0xFFFF,
                in.getInt(at + 8),
                in.getInt(at + 12),
                in.getInt(at + 16),
                in.getInt(at + 20));
        check(header, frameBytesMax);
        return header;
    }

    static void checkMagic(int magic) {
        if (magic != FrameHeader.MAGIC) {
            throw new FrameException(String.format(
                    "The peer does not speak Comm: a frame begins with 434d, not with %04x%s.", magic, guess(magic)));
        }
    }

    private static String guess(int magic) {
        return switch (magic) {
            case HTTP -> " (an HTTP request?)";
            case TLS_GREETING, TLS_ALERT -> " (it speaks TLS; configure TLS on both sides or on none)";
            default -> "";
        };
    }

    private static void check(FrameHeader header, int frameBytesMax) {
        FrameType type = FrameType.ofCode(header.type());
        if (header.version() != FrameHeader.VERSION && type != FrameType.HELLO && type != FrameType.REJECTED) {
            throw new FrameException("Use the same version of Comm on all members: the peer sent a frame of protocol"
                    + " version " + header.version() + ", this side speaks version " + FrameHeader.VERSION + ".");
        }
        if (type == null) {
            throw new FrameException("The peer sent a frame of unknown type " + header.type() + ".");
        }
        if ((header.flags() & ~FrameHeader.MORE) != 0) {
            throw new FrameException("The peer set flags that version 2 reserves: " + header.flags() + ".");
        }
        if (header.length() < 0 || header.length() > frameBytesMax - FrameHeader.SIZE) {
            throw new FrameException("The peer announced a " + type + " frame of "
                    + (header.length() & 0xFFFFFFFFL) + " bytes after the header; a whole frame may have "
                    + frameBytesMax + " here.");
        }
    }
}
