package dev.comm.testkit.live.environment;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.live.FrameScanner;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A sink that splits received bytes at frame boundaries, so that each frame is handled and reported before the next
 * one.
 */
final class WatchedSink implements Transport.Sink {
    private final Transport.Sink sink;
    private final MemberGate gate;
    private final LiveWatcher watcher;
    private final Map<Integer, FrameScanner> scanners;

    WatchedSink(Transport.Sink sink, MemberGate gate, LiveWatcher watcher, Map<Integer, FrameScanner> scanners) {
        this.sink = sink;
        this.gate = gate;
        this.watcher = watcher;
        this.scanners = scanners;
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        scanners.put(endpoint, new FrameScanner());
        gate.pass();
        sink.opened(endpoint, peer);
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        FrameScanner scanner = scanners.computeIfAbsent(endpoint, number -> new FrameScanner());
        while (bytes.hasRemaining()) {
            int count = scanner.scan(bytes);
            FrameType type = scanner.isForeign() || scanner.left() != 0 ? null : scanner.type();
            gate.pass();
            sink.received(endpoint, bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            if (scanner.takeEnd() && !gate.isDead()) {
                watcher.received(type);
            }
        }
    }

    @Override
    public void writable(int endpoint) {
        gate.pass();
        sink.writable(endpoint);
    }

    @Override
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        scanners.remove(endpoint);
        gate.pass();
        sink.closed(endpoint, cause, detail);
    }
}
