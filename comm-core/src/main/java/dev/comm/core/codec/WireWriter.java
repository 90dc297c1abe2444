package dev.comm.core.codec;

import dev.comm.api.RankSet;
import dev.comm.api.spi.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The writer of the fields of commands, big-endian, into an array that grows up to {@link FrameLimits#FIXED_BYTES_MAX}.
 */
final class WireWriter {
    private static final byte[] NOTHING = {};

    private byte[] bytes;
    private ByteBuffer out;

    WireWriter(int capacity) {
        bytes = new byte[capacity];
        out = ByteBuffer.wrap(bytes);
    }

    void u8(int value) {
        room(1).put((byte) value);
    }

    void u16(int value) {
        room(2).putShort((short) value);
    }

    void i32(int value) {
        room(4).putInt(value);
    }

    void i64(long value) {
        room(8).putLong(value);
    }

    void flag(boolean value) {
        u8(value ? 1 : 0);
    }

    void f64(double value) {
        room(8).putDouble(value);
    }

    /** Writes a rank of at least 0. */
    void rank(int value) {
        if (value < 0) {
            throw refused("a rank must be at least 0, not " + value);
        }
        i32(value);
    }

    /** Writes a rank, or -1 for none. */
    void rankOrNone(int value) {
        if (value < -1) {
            throw refused("a rank must be at least -1, not " + value);
        }
        i32(value);
    }

    /** Writes a time, limited to at least 0 and at most the longest duration that peers accept. */
    void nanos(long value) {
        i64(Math.max(0, Math.min(value, FrameLimits.DURATION_NANOS_MAX)));
    }

    /** Writes a time, or -1 for none. */
    void nanosOrNone(long value) {
        if (value == -1) {
            i64(-1);
        } else {
            nanos(value);
        }
    }

    /** Writes a string that must arrive unchanged. */
    void name(String value) {
        byte[] utf8 = utf8(value);
        if (utf8.length > FrameLimits.STRING_BYTES_MAX) {
            throw refused(
                    "shorten the name to " + FrameLimits.STRING_BYTES_MAX + " bytes of UTF-8, it has " + utf8.length);
        }
        string(utf8, utf8.length);
    }

    /** Writes a string for display and cuts the string if it is too long. */
    void text(String value) {
        byte[] utf8 = utf8(value);
        int length = Math.min(utf8.length, FrameLimits.STRING_BYTES_MAX);
        while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
            length--;
        }
        string(utf8, length);
    }

    private static byte[] utf8(String value) {
        return value.isEmpty() ? NOTHING : value.getBytes(StandardCharsets.UTF_8);
    }

    private void string(byte[] utf8, int length) {
        u16(length);
        room(length).put(utf8, 0, length);
    }

    void bytes(Bytes value) {
        if (value.length() > FrameLimits.BYTES_MAX) {
            throw refused("at most " + FrameLimits.BYTES_MAX + " bytes can be sent here, not " + value.length());
        }
        u16(value.length());
        room(value.length()).put(value.toArray());
    }

    <T> void list(List<T> values, BiConsumer<WireWriter, T> element) {
        if (values.size() > FrameLimits.LIST_MAX) {
            throw refused("a list has at most " + FrameLimits.LIST_MAX + " elements, this one has " + values.size());
        }
        u16(values.size());
        for (int index = 0; index < values.size(); index++) {
            element.accept(this, values.get(index));
        }
    }

    /** Writes a set of ranks as runs, which take a few bytes even for thousands of ranks. */
    void ranks(RankSet ranks) {
        if (ranks.size() > FrameLimits.LIST_MAX) {
            throw refused("at most " + FrameLimits.LIST_MAX + " ranks can be named at once, not " + ranks.size());
        }
        u16(ranks.runs());
        for (int run = 0; run < ranks.runs(); run++) {
            i32(ranks.firstOf(run));
            i32(ranks.lastOf(run));
        }
    }

    <E extends Enum<E>> void code(EnumCodes<E> codes, E value) {
        u8(codes.codeOf(value));
    }

    /** Returns the written bytes, ready for reading. The writer must not be used after this call. */
    ByteBuffer finish() {
        return out.flip();
    }

    private ByteBuffer room(int count) {
        if (out.remaining() < count) {
            grow(count);
        }
        return out;
    }

    private void grow(int count) {
        int length = out.position();
        if (length + count > FrameLimits.FIXED_BYTES_MAX) {
            throw refused("a command has at most " + FrameLimits.FIXED_BYTES_MAX + " bytes without its payload");
        }
        int capacity = Math.min(FrameLimits.FIXED_BYTES_MAX, Math.max(2 * bytes.length, length + count));
        bytes = Arrays.copyOf(bytes, capacity);
        out = ByteBuffer.wrap(bytes).position(length);
    }

    private static IllegalArgumentException refused(String message) {
        return new IllegalArgumentException(message);
    }
}
