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
     * Begins a payload of a declared length; it takes memory as its bytes come.
     *
     * @param memoryMax above this it goes to a spool file, whatever the limits allow
     * @throws ProtocolException if it is over the limit
     */
    PayloadAssembly assemble(long length, long memoryMax) {
        if (length < 0 || length > limits.payloadBytes()) {
            throw new ProtocolException(
                    "a payload of " + length + " bytes is over the limit of " + limits.payloadBytes());
        }
        return new GrowingAssembly(this, length, length > Math.min(memoryMax, limits.memoryPayloadBytes()));
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

    /** A payload over an array of this store; its share of the sum returns when it is collected. */
    Payload track(byte[] bytes, long counted) {
        Payload payload = Payload.of(bytes);
        if (counted < COUNTED_MIN) {
            release(counted);
        } else {
            CLEANER.register(payload, () -> release(counted));
        }
        return payload;
    }

    /** Bytes that are counted now. */
    long inMemory() {
        return inMemory.get();
    }

    void release(long bytes) {
        inMemory.addAndGet(-bytes);
    }
}
