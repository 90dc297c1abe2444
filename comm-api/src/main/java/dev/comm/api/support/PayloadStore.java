package dev.comm.api.support;

import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.ProtocolException;
import dev.comm.api.frame.NoteCommand;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where received payloads live: in memory up to a size and a sum, in spool files above. Runs under the step lock.
 *
 * <p>The sum counts bytes that came, whole payloads and begun ones together, of all connections; a peer that only
 * announces takes no room from others. The share of a payload is given back when it is collected. Files are not
 * counted: a byte on the disk has come as a byte, and a full disk ends the connection that writes.
 */
final class PayloadStore {
    /** Below this size the sum is not worth counting. */
    static final int COUNTED_MIN = 64 << 10;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Limits limits;
    private final Path spool;
    private final AtomicLong inMemory = new AtomicLong();

    PayloadStore(Limits limits, Path spool) {
        this.limits = limits;
        this.spool = spool;
    }

    Limits limits() {
        return limits;
    }

    /** Largest message that is kept in memory for somebody else: half of what may wait for one peer (C2). */
    long relayedMax() {
        return limits.outboundBytes() / 2 - NoteCommand.NOTE_BYTES;
    }

    /** A payload that came in one frame; a large one is treated as if it had come in several. */
    Payload whole(ByteBuffer bytes, long memoryMax, boolean isChecked) {
        if (bytes.remaining() > COUNTED_MIN) {
            PayloadAssembly assembly = assemble(bytes.remaining(), memoryMax, isChecked);
            assembly.add(bytes);
            return assembly.finish();
        }
        byte[] copy = BuiltIn.array(bytes);
        return track(copy, 0, isChecked ? Checksums.crc32c(copy) : OptionalInt.empty());
    }

    /**
     * Begins a payload of a declared length; it takes memory as its bytes come.
     *
     * @param memoryMax above this it goes to a spool file, whatever the limits allow
     * @param isChecked whether its checksum is asked for when it is whole: making it on the way costs least
     * @throws ProtocolException if it is over the limit
     */
    PayloadAssembly assemble(long length, long memoryMax, boolean isChecked) {
        if (length < 0 || length > limits.payloadBytes()) {
            throw new ProtocolException(
                    "a payload of " + length + " bytes is over the limit of " + limits.payloadBytes());
        }
        boolean endsInFile = length > Math.min(memoryMax, limits.memoryPayloadBytes());
        return new GrowingAssembly(this, length, endsInFile, isChecked);
    }

    PayloadAssembly spool(long length) {
        return new SpoolAssembly(length, spool);
    }

    /** Counts bytes that are about to be kept, if there is room for them. */
    boolean reserve(long bytes) {
        if (inMemory.get() + bytes > limits.memoryTotalBytes()) {
            return bytes == 0;
        }
        inMemory.addAndGet(bytes);
        return true;
    }

    /** A payload over an array of this store; its share of the sum returns when it is closed or collected. */
    Payload track(byte[] bytes, long counted, OptionalInt crc32c) {
        return new ReceivedPayload(bytes, crc32c, payload -> share(payload, counted));
    }

    private Cleaner.Cleanable share(Payload payload, long counted) {
        if (counted >= COUNTED_MIN) {
            return CLEANER.register(payload, () -> release(counted));
        }
        release(counted);
        return null;
    }

    /** Bytes that are counted now. */
    long inMemory() {
        return inMemory.get();
    }

    void release(long bytes) {
        inMemory.addAndGet(-bytes);
    }
}
