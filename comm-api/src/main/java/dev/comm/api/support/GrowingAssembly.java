package dev.comm.api.support;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * Collects a payload in memory, in an array that grows with the bytes that came, and moves it to a spool file when it
 * may not grow any more. A length that was only announced costs nothing.
 */
final class GrowingAssembly implements PayloadAssembly {
    /** So much is not worth counting, nor a file. */
    static final int FREE = 4 << 10;

    /** What will end in a file begins in memory: a file costs more than these bytes. */
    static final int SPOOL_FROM = 64 << 10;

    /** From so many bytes on the array grows to a multiple of what came: each step costs a copy and new memory. */
    static final int AHEAD_FROM = 32 << 10;

    static final int AHEAD = 4;

    private final PayloadStore store;
    private final long length;
    private final boolean endsInFile;
    /** The checksum of what came, or null if nobody asks for it. */
    private final CRC32C crc;

    private byte[] bytes = new byte[0];
    private int size;
    private long counted;
    private PayloadAssembly file;

    /**
     * Nothing has come yet.
     *
     * @param endsInFile whether it is too large for the memory whatever room there is
     * @param isChecked whether to make its checksum; one of a file is made by reading it again
     */
    GrowingAssembly(PayloadStore store, long length, boolean endsInFile, boolean isChecked) {
        this.store = store;
        this.length = length;
        this.endsInFile = endsInFile;
        this.crc = isChecked ? new CRC32C() : null;
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
        if (crc != null) {
            crc.update(bytes, size, count);
        }
        size += count;
    }

    private boolean makeRoom(long needed) {
        if (needed <= bytes.length) {
            return true;
        }
        if (endsInFile && needed > SPOOL_FROM) {
            return false;
        }
        long capacity = capacityFor(needed);
        long more = capacity <= FREE ? 0 : capacity - counted;
        if (!store.reserve(more)) {
            return false;
        }
        counted += more;
        bytes = Arrays.copyOf(bytes, (int) capacity);
        return true;
    }

    /** At most eight times what came: a last step that adds little would copy all the rest for it. */
    private long capacityFor(long needed) {
        long max = endsInFile ? Math.min(length, SPOOL_FROM) : length;
        long ahead = needed < AHEAD_FROM ? Math.max(needed, 2L * bytes.length) : AHEAD * needed;
        return ahead < AHEAD_FROM || ahead < max / 2 ? Math.min(max, ahead) : max;
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
        OptionalInt sum = crc == null ? OptionalInt.empty() : OptionalInt.of((int) crc.getValue());
        return store.track(bytes, counted, sum);
    }

    @Override
    public void discard() {
        giveBack();
        if (file != null) {
            file.discard();
        }
    }
}
