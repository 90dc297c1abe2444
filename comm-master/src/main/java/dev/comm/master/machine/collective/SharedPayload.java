package dev.comm.master.machine.collective;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several handles of a payload. The close of the last handle, on any thread, frees the payload. */
final class SharedPayload implements Payload {
    private final Payload payload;
    private final Payload view;
    private final AtomicInteger holders;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedPayload(Payload payload, Payload view, AtomicInteger holders) {
        this.payload = payload;
        this.view = view;
        this.holders = holders;
    }

    /** Creates the given number of handles. */
    static Payload[] handles(Payload payload, int count) {
        Payload[] views = new Payload[count];
        Arrays.fill(views, payload);
        return handles(payload, views);
    }

    /** Creates one handle for each view, which is the payload or a slice of it. */
    static Payload[] handles(Payload payload, Payload... views) {
        AtomicInteger holders = new AtomicInteger(views.length);
        Payload[] all = new Payload[views.length];
        for (int i = 0; i < views.length; i++) {
            all[i] = new SharedPayload(payload, views[i], holders);
        }
        return all;
    }

    @Override
    public long length() {
        return view.length();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return view.read(position, target);
    }

    @Override
    public ByteBuffer bytes() {
        return view.bytes();
    }

    @Override
    public ByteBuffer slice(long position, int count) {
        return view.slice(position, count);
    }

    @Override
    public boolean isInMemory() {
        return view.isInMemory();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && holders.decrementAndGet() == 0) {
            payload.close();
        }
    }
}
