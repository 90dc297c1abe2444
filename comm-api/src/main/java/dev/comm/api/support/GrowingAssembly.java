package dev.comm.api.support;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a payload in memory, in an array that grows with the bytes that came, and moves it to a spool file when it
 * may not grow any more. A length that was only announced costs nothing.
 */
final class GrowingAssembly implements PayloadAssembly {
    /** So much is not worth counting, nor a file. */
    static final int FREE = 4 << 10;

    /** What will end in a file begins in memory: a file costs more than these bytes. */
    static final int SPOOL_FROM = 64 << 10;

    private final PayloadStore store;
    private final long length;
    private final boolean endsInFile;
    private byte[] bytes = new byte[0];
    private int size;
    private long counted;
    private PayloadAssembly file;

    /**
     * Nothing has come yet.
     *
     * @param endsInFile whether it is too large for the memory whatever room there is
     */
    GrowingAssembly(PayloadStore store, long length, boolean endsInFile) {
        this.store = store;
        this.length = length;
        this.endsInFile = endsInFile;
    }

    @Override
    public void add(ByteBuffer more) {
        int count = more.remaining();
        if (file == null) {
            PayloadAssembly.check((long) size + count, length, false);
            if (!makeRoom((long) size + count)) {
                moveToFile();
            }
        }
        if (file != null) {
            file.add(more);
            return;
        }
        more.get(bytes, size, count);
        size += count;
    }

    private boolean makeRoom(long needed) {
        if (needed <= bytes.length) {
            return true;
        }
        if (endsInFile && needed > SPOOL_FROM) {
            return false;
        }
        long capacity = Math.min(length, Math.max(needed, 2L * bytes.length));
        long more = capacity <= FREE ? 0 : capacity - counted;
        if (!store.reserve(more)) {
            return false;
        }
        counted += more;
        bytes = Arrays.copyOf(bytes, (int) capacity);
        return true;
    }

    private void moveToFile() {
        file = store.spool(length);
        file.add(ByteBuffer.wrap(bytes, 0, size));
        bytes = null;
        giveBack();
    }

    private void giveBack() {
        store.release(counted);
        counted = 0;
    }

    @Override
    public Payload finish() {
        if (file != null) {
            return file.finish();
        }
        PayloadAssembly.check(size, length, true);
        return store.track(bytes, counted);
    }

    @Override
    public void discard() {
        giveBack();
        if (file != null) {
            file.discard();
        }
    }
}
