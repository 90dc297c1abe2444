package dev.comm.core.link;

import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.core.value.BuiltInCodec;
import dev.comm.core.value.Checksums;
import dev.comm.core.value.ReceivedPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * The store of received payloads. It keeps them in memory up to a size and a total, and in spool files above. All
 * methods run under the step lock.
 *
 * <p>The total counts the received bytes of complete and incomplete payloads of all connections, but no announced
 * length. A payload returns its share of the total when it is closed or garbage-collected. Files have a separate total.
 * Above this total, or on a full disk, only the value that does not fit fails.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PayloadStore {
    /** The size of the smallest payload that counts in the total. */
    static final int COUNTED_MIN = 64 << 10;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Limits limits;
    private final Path spool;
    private final AtomicLong inMemory = new AtomicLong();
    private final AtomicLong inFiles = new AtomicLong();

    public PayloadStore(Limits limits, Path spool) {
        this.limits = limits;
        this.spool = spool;
    }

    Limits limits() {
        return limits;
    }

    /** Returns the size of the largest relayed message in memory, which is half of the budget of its receiver (C2). */
    long relayedMax() {
        return limits.outboundBytes() / 2 - MessageCommand.MESSAGE_BYTES;
    }

    /** Stores a payload of one frame. A large payload is stored as if it had several frames. */
    Payload whole(ByteBuffer bytes, long memoryMax, boolean isChecked) {
        if (bytes.remaining() > COUNTED_MIN) {
            PayloadAssembly assembly = assemble(bytes.remaining(), memoryMax, isChecked);
            try {
                assembly.add(bytes);
                return assembly.finish();
            } catch (UncheckedIOException e) {
                assembly.discard();
                throw e;
            }
        }
        byte[] copy = BuiltInCodec.array(bytes);
        return track(copy, 0, isChecked ? Checksums.crc32c(copy) : OptionalInt.empty());
    }

    /**
     * Begins a payload of an announced length, which takes memory as its bytes arrive.
     *
     * @param memoryMax size above which the payload goes to a spool file, even if the limits allow more
     * @param isChecked whether the receiver needs the checksum of the payload, which is cheapest to compute on arrival
     * @throws ProtocolException if the length exceeds the limit
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
        return new SpoolAssembly(this, length, spool);
    }

    /**
     * Reserves space for bytes of a spool file.
     *
     * @throws UncheckedIOException if the total is used up
     */
    void reserveSpool(long bytes) {
        if (inFiles.get() + bytes > limits.spoolTotalBytes()) {
            String what = "raise limits.spoolTotalBytes, or close received payloads sooner: the spool files hold "
                    + inFiles.get() + " of " + limits.spoolTotalBytes() + " bytes";
            throw new UncheckedIOException(what, new IOException(what));
        }
        inFiles.addAndGet(bytes);
    }

    void releaseSpool(long bytes) {
        inFiles.addAndGet(-bytes);
    }

    /** Registers a share of the spool total that is returned when its payload is closed or garbage-collected. */
    Cleaner.Cleanable shareSpool(Payload payload, long bytes) {
        return CLEANER.register(payload, () -> releaseSpool(bytes));
    }

    /** Returns the number of bytes that are now in spool files. */
    long inFiles() {
        return inFiles.get();
    }

    /** Reserves memory for the given number of bytes. Returns false if the total is used up. */
    boolean reserve(long bytes) {
        if (inMemory.get() + bytes > limits.memoryTotalBytes()) {
            return bytes == 0;
        }
        inMemory.addAndGet(bytes);
        return true;
    }

    /**
     * Creates a payload over an array of this store. The payload returns its share of the total when it is closed or
     * garbage-collected.
     */
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

    /** Returns the number of bytes in memory that now count in the total. */
    public long inMemory() {
        return inMemory.get();
    }

    void release(long bytes) {
        inMemory.addAndGet(-bytes);
    }
}
