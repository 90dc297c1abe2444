package dev.comm.serialization.java;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A buffer for a written message. The message stays here until it was checked in the same way as at the receiver. */
final class MessageOutput extends ByteArrayOutputStream {
    private final long bytesMax;

    MessageOutput(long bytesMax) {
        this.bytesMax = Math.min(bytesMax, Integer.MAX_VALUE - 8);
    }

    @Override
    public synchronized void write(int value) {
        reserve(1);
        super.write(value);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) {
        reserve(length);
        super.write(source, offset, length);
    }

    /**
     * Checks the space for more bytes. Throws {@link TooLong}, because the methods of the superclass throw no
     * IOException.
     */
    private void reserve(int more) {
        if (more > bytesMax - count) {
            throw new TooLong(bytesMax);
        }
    }

    /** Returns the written bytes, without a copy. */
    synchronized ByteBuffer bytes() {
        return ByteBuffer.wrap(buf, 0, count);
    }

    /** The exception for a message that is longer than allowed. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong(long bytesMax) {
            super(
                    "send large data as a Payload; this value needs more than " + bytesMax + " bytes",
                    null,
                    false,
                    false);
        }

        IOException asIo() {
            return new IOException(getMessage());
        }
    }
}
