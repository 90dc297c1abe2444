package dev.comm.core.testing;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A transport whose reports come from a test. It counts the bytes of sent frames and can hold frames back. */
public final class PipeTransport implements Transport {
    private final BlockingQueue<Consumer<Sink>> reports = new LinkedBlockingQueue<>();
    public final BlockingQueue<ByteBuffer> sent = new LinkedBlockingQueue<>();
    public volatile boolean stuck;
    public volatile boolean closed;
    public volatile boolean aborted;
    private long bulkQueued;
    /** The lanes that were detached. */
    public final List<Lane> detached = new ArrayList<>();

    private long controlQueued;
    private long written;

    public void report(Consumer<Sink> report) {
        reports.add(report);
    }

    @Override
    public int poll(long maxWaitNanos, Sink sink) {
        try {
            Consumer<Sink> report = reports.poll(maxWaitNanos, TimeUnit.NANOSECONDS);
            int count = 0;
            while (report != null) {
                report.accept(sink);
                count++;
                report = reports.poll();
            }
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void wakeup() {
        reports.add(sink -> {});
    }

    @Override
    public synchronized void send(int endpoint, Lane lane, ByteBuffer... frame) {
        for (ByteBuffer part : frame) {
            if (stuck) {
                if (lane == Lane.BULK) {
                    bulkQueued += part.remaining();
                } else {
                    controlQueued += part.remaining();
                }
            } else {
                written += part.remaining();
            }
            sent.add(part);
        }
    }

    /** Sets the numbers of bytes that wait on each lane, and the number that the socket has taken. */
    public synchronized void holds(long control, long bulk, long taken) {
        controlQueued = control;
        bulkQueued = bulk;
        written = taken;
    }

    /** Lets the socket take all waiting bytes. */
    public synchronized void unstick() {
        stuck = false;
        written += bulkQueued + controlQueued;
        bulkQueued = 0;
        controlQueued = 0;
    }

    @Override
    public synchronized void detach(int endpoint, Lane lane) {
        detached.add(lane);
    }

    @Override
    public void flush(int endpoint) {
        unstick();
    }

    @Override
    public synchronized long queuedBytes(int endpoint, Lane lane) {
        return lane == Lane.BULK ? bulkQueued : controlQueued;
    }

    @Override
    public synchronized long writtenBytes(int endpoint) {
        return written;
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) {
        return address;
    }

    @Override
    public int connect(InetSocketAddress address, long timeoutNanos) {
        return 1;
    }

    @Override
    public void finish(int endpoint) {
        report(sink -> sink.closed(endpoint, CloseCause.LOCAL, "finished"));
    }

    @Override
    public void abort(int endpoint) {
        aborted = true;
        report(sink -> sink.closed(endpoint, CloseCause.LOCAL, "aborted"));
    }

    @Override
    public void stopListening() {}

    @Override
    public void close() {
        closed = true;
        wakeup();
    }
}
