package dev.comm.serialization.java;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A stream of the remaining bytes of a buffer. */
final class BufferInput extends InputStream {
    private final ByteBuffer bytes;

    BufferInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count == 0 ? -1 : count;
    }

    @Override
    public int available() {
        return bytes.remaining();
    }
}
