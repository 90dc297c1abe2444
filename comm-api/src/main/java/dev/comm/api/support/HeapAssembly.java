package dev.comm.api.support;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects a payload in memory; the array grows with the bytes that came. */
final class HeapAssembly implements PayloadAssembly {
    private static final int FIRST = 64 << 10;

    private final long length;
    private final PayloadStore store;
    private byte[] bytes;
    private int size;

    HeapAssembly(long length, PayloadStore store) {
        this.length = length;
        this.store = store;
        this.bytes = new byte[(int) Math.min(length, FIRST)];
    }

    @Override
    public void add(ByteBuffer more) {
        int count = more.remaining();
        PayloadAssembly.check((long) size + count, length, false);
        if (size + count > bytes.length) {
            long wanted = Math.max(size + (long) count, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, wanted));
        }
        more.get(bytes, size, count);
        size += count;
    }

    @Override
    public Payload finish() {
        PayloadAssembly.check(size, length, true);
        return store.track(bytes);
    }

    @Override
    public void discard() {
        store.release(length);
    }
}
