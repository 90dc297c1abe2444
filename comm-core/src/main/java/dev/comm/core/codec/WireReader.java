package dev.comm.core.codec;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The reader of the fields of commands. An invalid field causes a {@link FrameException} and no other exception. */
final class WireReader {
    private static final int RUN_BYTES = 8;
    private static final char REPLACEMENT = '\uFFFD';

    private final FrameHeader header;
    private final ByteBuffer in;
    private boolean ranOut;

    WireReader(FrameHeader header, ByteBuffer in) {
        this.header = header;
        this.in = in;
    }

    /** Returns the header of the frame, which contains the communicator and the tag. */
    FrameHeader header() {
        return header;
    }

    /** Returns whether the last failure was a lack of bytes. */
    boolean ranOut() {
        return ranOut;
    }

    int u8() {
        return need(1).get() & 0xFF;
    }

    int u16() {
        return need(2).getShort() & 0xFFFF;
    }

    int i32() {
        return need(4).getInt();
    }

    long i64() {
        return need(8).getLong();
    }

    double f64() {
        return need(8).getDouble();
    }

    boolean flag() {
        int value = u8();
        if (value > 1) {
            throw broken("a truth value is 0 or 1, not " + value);
        }
        return value == 1;
    }

    /** Reads a rank of at least 0. */
    int rank() {
        int value = i32();
        if (value < 0) {
            throw broken("a rank is at least 0, not " + value);
        }
        return value;
    }

    /** Reads a rank, or -1 for none. */
    int rankOrNone() {
        int value = i32();
        if (value < -1) {
            throw broken("a rank is at least -1, not " + value);
        }
        return value;
    }

    /** Reads a length of at least 0. */
    long size() {
        long value = i64();
        if (value < 0) {
            throw broken("a length is at least 0, not " + value);
        }
        return value;
    }

    /** Reads a time of at least 0. */
    long nanos() {
        long value = nanosOrNone();
        if (value < 0) {
            throw broken("a time is at least 0, not " + value);
        }
        return value;
    }

    /** Reads a time, or -1 for none. */
    long nanosOrNone() {
        long value = i64();
        if (value < -1 || value > FrameLimits.DURATION_NANOS_MAX) {
            throw broken("a time is from -1 to 100 years, not " + value + " ns");
        }
        return value;
    }

    /** Reads a string, which is a name or a text for display. */
    String string() {
        int length = u16();
        if (length > FrameLimits.STRING_BYTES_MAX) {
            throw broken("a string has " + length + " bytes, allowed are " + FrameLimits.STRING_BYTES_MAX);
        }
        if (length == 0) {
            return "";
        }
        ByteBuffer source = need(length);
        byte[] utf8 = new byte[length];
        source.get(utf8);
        String value = new String(utf8, StandardCharsets.UTF_8);
        if (value.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(ByteBuffer.wrap(utf8));
        }
        return value;
    }

    /**
     * Checks whether the bytes of a string with a replacement character are UTF-8. The peer may have sent that
     * character itself.
     */
    private void checkUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw broken("a string is not UTF-8");
        }
    }

    Bytes bytes() {
        int length = u16();
        if (length > FrameLimits.BYTES_MAX) {
            throw broken("a string of bytes has " + length + " bytes, allowed are " + FrameLimits.BYTES_MAX);
        }
        ByteBuffer source = need(length);
        byte[] copy = new byte[length];
        source.get(copy);
        return Bytes.of(copy);
    }

    /**
     * Reads a list. Every element takes at least one byte, so reading a list with a false count stops at the end of the
     * frame.
     */
    <T> List<T> list(Function<WireReader, T> element) {
        int count = u16();
        if (count > in.remaining()) {
            ranOut = true;
            throw broken("a list announces " + count + " elements, but the frame ends before");
        }
        if (count == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(Math.min(count, 64));
        for (int index = 0; index < count; index++) {
            values.add(element.apply(this));
        }
        return values;
    }

    /**
     * Reads a set of ranks in its only valid form, which is ascending runs with gaps between them. The set stores runs,
     * so its memory is proportional to the number of bytes. The number of ranks has the bound of a list, which limits
     * iteration.
     */
    RankSet ranks() {
        int runs = u16();
        if (runs * RUN_BYTES > in.remaining()) {
            ranOut = true;
            throw broken("a set of ranks announces " + runs + " runs, but the frame ends before");
        }
        RankSet.Builder ranks = new RankSet.Builder();
        int previous = -2;
        for (int run = 0; run < runs; run++) {
            int first = rank();
            int last = rank();
            checkRun(previous, first, last);
            if (last - first >= FrameLimits.LIST_MAX - ranks.size()) {
                throw broken("a set names at most " + FrameLimits.LIST_MAX + " ranks");
            }
            ranks.addRun(first, last);
            previous = last;
        }
        return ranks.build();
    }

    private void checkRun(int previous, int first, int last) {
        if (last < first || first - 1 <= previous) {
            throw broken("runs of ranks ascend with gaps between them, but " + first + " to " + last + " follows "
                    + (previous < 0 ? "nothing" : previous));
        }
    }

    <E extends Enum<E>> E code(EnumCodes<E> codes, String what) {
        int code = u8();
        return known(codes.ofCode(code), what, code);
    }

    /** Checks that a code is known. */
    <T> T known(T value, String what, int code) {
        if (value == null) {
            throw broken(what + " " + code + " is unknown");
        }
        return value;
    }

    /** Returns a view of the next bytes and skips them. */
    ByteBuffer take(int length) {
        ByteBuffer view = need(length).slice(in.position(), length);
        in.position(in.position() + length);
        return view;
    }

    private ByteBuffer need(int count) {
        if (in.remaining() < count) {
            ranOut = true;
            throw broken("the fields end before they are complete");
        }
        return in;
    }

    /** Returns the exception for an invalid field. */
    FrameException broken(String what) {
        return new FrameException(
                "The peer sent a broken " + FrameType.ofCode(header.type()) + " frame: " + what + ".");
    }
}
