package dev.comm.transport.tcp;

import dev.comm.api.Tls;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.RawPeer;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.transport.tcp.tls.TlsMaterial;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Real sockets with encryption, also at the plain peers. */
final class TlsStage implements TransportStage {
    private final Tls tls;
    private final TransportStage sockets = TransportStage.of(new TcpTransportProvider());
    private final List<BareTls> peers = new ArrayList<>();

    TlsStage(Tls tls) {
        this.tls = tls;
    }

    @Override
    public Transport open(TransportConfig config) {
        return sockets.open(encrypted(config));
    }

    /**
     * Returns the settings with certificates on both sides, so that the transport may listen on any address. The time
     * of handshakes is long, because hundreds of them take long on a busy machine.
     */
    private TransportConfig encrypted(TransportConfig config) {
        return config.toBuilder()
                .handshakeTime(Duration.ofMinutes(1))
                .authenticated(true)
                .tls(config.tls() == null ? tls : config.tls())
                .build();
    }

    @Override
    public long nanoTime() {
        return sockets.nanoTime();
    }

    /** Lets the peers continue their handshakes while the stations rest. */
    @Override
    public void rest() {
        for (BareTls peer : peers) {
            if (!peer.isHandshaken()) {
                peer.pump();
            }
        }
        sockets.rest();
    }

    @Override
    public boolean isVirtual() {
        return false;
    }

    @Override
    public int crowds() {
        return 1;
    }

    @Override
    public InetSocketAddress nobody() {
        return sockets.nobody();
    }

    @Override
    public Optional<InetSocketAddress> silence() {
        return sockets.silence();
    }

    @Override
    public Optional<RawPeer> call(InetSocketAddress door) {
        BareTls peer = new BareTls(door, TlsMaterial.open(tls));
        peers.add(peer);
        return Optional.of(peer);
    }

    @Override
    public void close() {
        sockets.close();
    }
}
