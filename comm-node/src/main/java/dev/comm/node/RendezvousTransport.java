package dev.comm.node;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.api.support.Rendezvous;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Connects to where the master says it is, read anew before each attempt. As long as nothing stands in the file an
 * attempt fails, so that the caller tries again later, and no other master that happens to listen at a default port is
 * asked.
 */
final class RendezvousTransport implements Transport {
    private final Transport transport;
    private final Path file;
    /** Attempts that failed at once; the next poll says so. */
    private final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
    /** Numbers of failed attempts come from the far end, where the transport's own numbers never get. */
    private int lastFailed = Integer.MAX_VALUE;

    RendezvousTransport(Transport transport, Path file) {
        this.transport = transport;
        this.file = file;
    }

    @Override
    public int connect(InetSocketAddress address, long timeoutNanos) {
        Optional<InetSocketAddress> published = Rendezvous.read(file);
        if (published.isPresent()) {
            return transport.connect(published.get(), timeoutNanos);
        }
        int endpoint = lastFailed--;
        failed.add(endpoint);
        transport.wakeup();
        return endpoint;
    }

    @Override
    public int poll(long maxWaitNanos, Sink sink) {
        int reports = 0;
        for (Integer endpoint = failed.poll(); endpoint != null; endpoint = failed.poll()) {
            sink.closed(endpoint, CloseCause.NOT_OPENED, "no master has published its address there yet");
            reports++;
        }
        return reports + transport.poll(reports > 0 ? 0 : maxWaitNanos, sink);
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) {
        return transport.listen(address);
    }

    @Override
    public void wakeup() {
        transport.wakeup();
    }

    @Override
    public void send(int endpoint, Lane lane, ByteBuffer... frame) {
        transport.send(endpoint, lane, frame);
    }

    @Override
    public void flush(int endpoint) {
        transport.flush(endpoint);
    }

    @Override
    public void cork() {
        transport.cork();
    }

    @Override
    public void uncork() {
        transport.uncork();
    }

    @Override
    public long queuedBytes(int endpoint, Lane lane) {
        return transport.queuedBytes(endpoint, lane);
    }

    @Override
    public long writtenBytes(int endpoint) {
        return transport.writtenBytes(endpoint);
    }

    @Override
    public void finish(int endpoint) {
        transport.finish(endpoint);
    }

    @Override
    public void abort(int endpoint) {
        transport.abort(endpoint);
    }

    @Override
    public void stopListening() {
        transport.stopListening();
    }

    @Override
    public void close() {
        transport.close();
    }
}
