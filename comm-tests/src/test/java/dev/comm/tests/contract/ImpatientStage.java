package dev.comm.tests.contract;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.RawPeer;
import dev.comm.testkit.contract.TransportStage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A stage for transports that are wrong on purpose. It waits only briefly for events that will not happen. */
record ImpatientStage(TransportStage inner) implements TransportStage {
    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Transport open(TransportConfig config) {
        return inner.open(config);
    }

    @Override
    public long nanoTime() {
        return inner.nanoTime();
    }

    @Override
    public void rest() {
        inner.rest();
    }

    @Override
    public boolean isVirtual() {
        return inner.isVirtual();
    }

    @Override
    public InetSocketAddress nobody() {
        return inner.nobody();
    }

    @Override
    public Optional<InetSocketAddress> silence() {
        return inner.silence();
    }

    @Override
    public Optional<RawPeer> call(InetSocketAddress door) {
        return inner.call(door);
    }

    @Override
    public void close() {
        inner.close();
    }
}
