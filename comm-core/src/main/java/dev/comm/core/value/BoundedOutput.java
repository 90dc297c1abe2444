package dev.comm.core.value;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The output of a serializer, which is collected in memory up to a limit. */
final class BoundedOutput extends OutputStream {
    private final long bytesMax;
    private byte[] bytes = new byte[256];
    private int size;

    BoundedOutput(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public void write(int value) throws IOException {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Returns the written bytes without a copy. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    private void reserve(int more) throws IOException {
        long needed = (long) size + more;
        if (needed > Math.min(bytesMax, Integer.MAX_VALUE - 8)) {
            throw new IOException("send large data as a Payload; this value needs more than "
                    + Math.min(bytesMax, Integer.MAX_VALUE - 8) + " bytes");
        }
        if (needed > bytes.length) {
            long doubled = Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length));
            bytes = Arrays.copyOf(bytes, (int) doubled);
        }
    }
}
