package dev.comm.api;

import java.nio.ByteBuffer;

/** A payload in memory. */
record HeapPayload(ByteBuffer content) implements Payload {
    @Override
    public long length() {
        return content.remaining();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), content.remaining() - position);
        if (count <= 0) {
            return 0;
        }
        target.put(content.slice((int) position, count));
        return count;
    }

    @Override
    public ByteBuffer bytes() {
        return content.duplicate();
    }

    @Override
    public ByteBuffer slice(long position, int length) {
        return content.slice((int) position, length);
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void close() {
        // Memory is the collector's business.
    }
}
