package dev.comm.api;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** An input stream that reads a payload from its beginning to its end. */
final class PayloadStream extends InputStream {
    private final Payload payload;
    private long position;

    PayloadStream(Payload payload) {
        this.payload = payload;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int count = payload.read(position, ByteBuffer.wrap(target, offset, length));
        position += count;
        return count == 0 ? -1 : count;
    }
}
