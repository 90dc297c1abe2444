package dev.comm.transport.tcp.select;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.Transport.CloseCause;
import java.nio.ByteBuffer;

/**
 * The reports of a poll. They are forwarded to the sink of the poll and counted. All polls share one object, so that a
 * poll allocates nothing.
 */
public final class Reports implements Transport.Sink {
    private Transport.Sink sink;
    private int count;

    void begin(Transport.Sink target) {
        sink = target;
        count = 0;
    }

    public int count() {
        return count;
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        count++;
        sink.opened(endpoint, peer);
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        count++;
        sink.received(endpoint, bytes);
    }

    @Override
    public void writable(int endpoint) {
        count++;
        sink.writable(endpoint);
    }

    @Override
    public void closed(int endpoint, CloseCause cause, String detail) {
        count++;
        sink.closed(endpoint, cause, detail);
    }
}
