package dev.comm.testkit.live.environment;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.live.FrameScanner;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sockets of a member behind a gate. No thread passes the gate while the member is frozen. When the member is
 * killed, the sockets are closed, as a kernel closes the sockets of a dead process. Bytes are not corked, so all
 * earlier bytes of the member are in the socket when a fault acts.
 */
final class WatchedTransport implements Transport {
    private final Transport sockets;
    private final MemberGate gate;
    private final LiveWatcher watcher;
    /**
     * Callers hold this lock under the step lock, and a killer holds it without the step lock. No thread waits under
     * it.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, FrameScanner> scanners = new HashMap<>();

    WatchedTransport(Transport sockets, MemberGate gate, LiveWatcher watcher) {
        this.sockets = sockets;
        this.gate = gate;
        this.watcher = watcher;
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) {
        gate.pass();
        InetSocketAddress bound = sockets.listen(address);
        watcher.listening(bound);
        return bound;
    }

    @Override
    public int connect(InetSocketAddress address, long timeoutNanos) {
        lock.lock();
        try {
            gate.pass();
            return sockets.connect(address, timeoutNanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int poll(long maxWaitNanos, Sink sink) {
        gate.pass();
        int reports = sockets.poll(maxWaitNanos, new WatchedSink(sink, gate, watcher, scanners));
        gate.pass();
        return reports;
    }

    @Override
    public void wakeup() {
        sockets.wakeup();
    }

    @Override
    public void send(int endpoint, Lane lane, ByteBuffer... frame) {
        FrameType type = FrameScanner.typeOf(frame[0]);
        if (type == null) {
            whileAlive(() -> sockets.send(endpoint, lane, frame));
            return;
        }
        watcher.sending(type);
        gate.pass();
        whileAlive(() -> sockets.send(endpoint, lane, frame));
        if (!gate.isDead()) {
            watcher.sent(type);
        }
        gate.pass();
    }

    @Override
    public void detach(int endpoint, Lane lane) {
        whileAlive(() -> sockets.detach(endpoint, lane));
    }

    @Override
    public void flush(int endpoint) {
        whileAlive(() -> sockets.flush(endpoint));
    }

    @Override
    public long queuedBytes(int endpoint, Lane lane) {
        return sockets.queuedBytes(endpoint, lane);
    }

    @Override
    public long writtenBytes(int endpoint) {
        return sockets.writtenBytes(endpoint);
    }

    @Override
    public void finish(int endpoint) {
        whileAlive(() -> sockets.finish(endpoint));
    }

    @Override
    public void abort(int endpoint) {
        whileAlive(() -> sockets.abort(endpoint));
    }

    @Override
    public void stopListening() {
        whileAlive(sockets::stopListening);
    }

    @Override
    public void close() {
        whileAlive(sockets::close);
    }

    /** Closes all sockets at once. The gate is dead by now. */
    void kill() {
        lock.lock();
        try {
            sockets.close();
        } finally {
            lock.unlock();
        }
    }

    private void whileAlive(Runnable action) {
        lock.lock();
        try {
            if (!gate.isDead()) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
