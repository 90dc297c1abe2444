package dev.comm.tests.fuzz;

import java.util.Arrays;

/** An input that is read from its beginning. After its end there are zeros. */
final class Tape {
    private final byte[] bytes;
    private int position;

    Tape(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    /** Returns the next byte, from 0 to 255. */
    int next() {
        return hasMore() ? bytes[position++] & 0xFF : 0;
    }

    boolean flag() {
        return (next() & 1) == 1;
    }

    /** Returns the number of bytes that the next byte gives, or fewer at the end. */
    byte[] chunk() {
        return take(next());
    }

    byte[] rest() {
        return take(bytes.length);
    }

    private byte[] take(int count) {
        int end = Math.min(bytes.length, position + Math.min(count, bytes.length));
        byte[] taken = Arrays.copyOfRange(bytes, Math.min(position, bytes.length), end);
        position = end;
        return taken;
    }
}
