package dev.comm.api;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A payload in memory. */
record HeapPayload(ByteBuffer content) implements Payload {
    @Override
    public long length() {
        return content.remaining();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position < 0) {
            throw new IllegalArgumentException("give a position from 0, not " + position);
        }
        int count = (int) Math.max(0, Math.min(target.remaining(), content.remaining() - position));
        if (count == 0) {
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
        Objects.checkFromIndexSize(position, length, length());
        return content.slice((int) position, length);
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void close() {
        // The garbage collector frees the memory.
    }
}
