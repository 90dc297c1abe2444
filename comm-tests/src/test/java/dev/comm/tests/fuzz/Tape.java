package dev.comm.tests.fuzz;

import java.util.Arrays;

/** An input, read from its beginning; behind its end there are zeros. */
final class Tape {
    private final byte[] bytes;
    private int position;

    Tape(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    /** The next byte, 0 to 255. */
    int next() {
        return hasMore() ? bytes[position++] & 0xFF : 0;
    }

    boolean flag() {
        return (next() & 1) == 1;
    }

    /** As many bytes as the next one says, or what is left. */
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
