package dev.comm.testkit.sim.network;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;

/** A sink that counts the reports of one poll on their way to the real sink. One object serves all polls. */
final class CountingSink implements Transport.Sink {
    private Transport.Sink sink;
    private int count;

    CountingSink begin(Transport.Sink target) {
        sink = target;
        count = 0;
        return this;
    }

    int count() {
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
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        count++;
        sink.closed(endpoint, cause, detail);
    }
}
