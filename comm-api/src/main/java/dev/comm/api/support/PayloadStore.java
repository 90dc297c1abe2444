package dev.comm.api.support;

import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.ProtocolException;
import dev.comm.api.frame.NoteCommand;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where received payloads live: in memory up to a size and a sum, in spool files above. Runs under the step lock; the
 * sum is given back when a payload is closed or collected.
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
    Payload whole(ByteBuffer bytes, long memoryMax) {
        if (bytes.remaining() > COUNTED_MIN) {
            PayloadAssembly assembly = assemble(bytes.remaining(), memoryMax);
            assembly.add(bytes);
            return assembly.finish();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Payload.of(copy);
    }

    /**
     * Begins a payload of a declared length.
     *
     * @param memoryMax above this it goes to a spool file, whatever the limits allow
     * @throws ProtocolException if it is over the limit
     */
    PayloadAssembly assemble(long length, long memoryMax) {
        if (length < 0 || length > limits.payloadBytes()) {
            throw new ProtocolException(
                    "a payload of " + length + " bytes is over the limit of " + limits.payloadBytes());
        }
        boolean fits = length <= Math.min(memoryMax, limits.memoryPayloadBytes())
                && inMemory.get() + length <= limits.memoryTotalBytes();
        if (!fits) {
            return new SpoolAssembly(length, spool);
        }
        inMemory.addAndGet(length);
        return new HeapAssembly(length, this);
    }

    /** A payload over an array of this store; its share of the sum returns when it is collected. */
    Payload track(byte[] bytes) {
        Payload payload = Payload.of(bytes);
        if (bytes.length < COUNTED_MIN) {
            release(bytes.length);
        } else {
            long share = bytes.length;
            CLEANER.register(payload, () -> release(share));
        }
        return payload;
    }

    void release(long bytes) {
        inMemory.addAndGet(-bytes);
    }
}
