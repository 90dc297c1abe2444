package dev.comm.core.link;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * The assembly of a payload in an array that grows with the received bytes. When the array may not grow further, the
 * assembly moves the bytes to a spool file. An announced length alone takes no memory.
 */
final class GrowingAssembly implements PayloadAssembly {
    /** The size up to which the store neither counts the bytes nor uses a file. */
    static final int FREE = 4 << 10;

    /**
     * The size up to which even a payload for a file stays in memory, because a file costs more than this number of
     * bytes.
     */
    static final int SPOOL_FROM = 64 << 10;

    /**
     * The size from which the array grows to a multiple of the received bytes, because each step costs a copy and new
     * memory.
     */
    static final int AHEAD_FROM = 32 << 10;

    static final int AHEAD = 4;

    private final PayloadStore store;
    private final long length;
    private final boolean endsInFile;
    /** The checksum of the received bytes, or null if no checksum is needed. */
    private final CRC32C crc;

    private byte[] bytes = new byte[0];
    private int size;
    private long counted;
    private PayloadAssembly file;

    /**
     * Creates an empty assembly.
     *
     * @param endsInFile whether the payload is too large for memory in any case
     * @param isChecked whether to compute the checksum on arrival; the checksum of a file is computed later by reading
     *     the file again
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

    /**
     * Returns the next capacity, which is at most eight times the received bytes. It avoids a last step that copies all
     * bytes to add only a few.
     */
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
