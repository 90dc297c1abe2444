package dev.comm.api.frame;

import java.nio.ByteBuffer;

/** The first 24 bytes of a frame; everything in them is checked before anything is allocated for the rest. */
final class HeaderCodec {
    private static final int HTTP = 0x4745;
    private static final int TLS_GREETING = 0x1603;
    private static final int TLS_ALERT = 0x1503;

    private HeaderCodec() {}

    static void write(WireWriter out, FrameHeader header) {
        out.u16(FrameHeader.MAGIC);
        out.u8(header.version());
        out.u8(header.type());
        out.u8(header.flags());
        out.u8(header.priority());
        out.u16(header.serializer());
        out.i32(header.length());
        out.i32(header.communicator());
        out.i32(header.stream());
        out.i32(header.tag());
    }

    /** Reads a header from 24 big-endian bytes. */
    static FrameHeader read(ByteBuffer in, int frameBytesMax) {
        checkMagic(in.getShort() & 0xFFFF);
        FrameHeader header = new FrameHeader(
                in.get() & 0xFF,
                in.get() & 0xFF,
                in.get() & 0xFF,
                in.get() & 0xFF,
                in.getShort() & 0xFFFF,
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt());
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
        if (header.version() != FrameHeader.VERSION) {
            throw new FrameException("The peer sent a frame of protocol version " + header.version()
                    + ", this side speaks version " + FrameHeader.VERSION + "; use the same Comm on both sides.");
        }
        if (FrameType.ofCode(header.type()) == null) {
            throw new FrameException("The peer sent a frame of unknown type " + header.type() + ".");
        }
        if ((header.flags() & ~FrameHeader.MORE) != 0) {
            throw new FrameException("The peer set flags that version 1 reserves: " + header.flags() + ".");
        }
        if (header.length() < 0 || header.length() > frameBytesMax - FrameHeader.SIZE) {
            throw new FrameException("The peer announced a " + FrameType.ofCode(header.type()) + " frame of "
                    + (header.length() & 0xFFFFFFFFL) + " bytes after the header; a whole frame may have "
                    + frameBytesMax + " here.");
        }
    }
}
