package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several handles of a payload. The close of the last handle, on any thread, frees the payload. */
final class SharedPayload implements Payload {
    private final Payload payload;
    private final AtomicInteger holders;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedPayload(Payload payload, AtomicInteger holders) {
        this.payload = payload;
        this.holders = holders;
    }

    /** Creates the given number of handles. */
    static Payload[] handles(Payload payload, int count) {
        AtomicInteger holders = new AtomicInteger(count);
        Payload[] all = new Payload[count];
        for (int i = 0; i < count; i++) {
            all[i] = new SharedPayload(payload, holders);
        }
        return all;
    }

    @Override
    public long length() {
        return payload.length();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return payload.read(position, target);
    }

    @Override
    public ByteBuffer bytes() {
        return payload.bytes();
    }

    @Override
    public ByteBuffer slice(long position, int count) {
        return payload.slice(position, count);
    }

    @Override
    public boolean isInMemory() {
        return payload.isInMemory();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && holders.decrementAndGet() == 0) {
            payload.close();
        }
    }
}
