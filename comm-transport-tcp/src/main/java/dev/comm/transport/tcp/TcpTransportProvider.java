package dev.comm.transport.tcp;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import dev.comm.transport.tcp.tls.TlsEngines;
import dev.comm.transport.tcp.tls.TlsMaterial;
import org.apiguardian.api.API;

/**
 * The provider of transports over TCP, with IPv4 and IPv6, under the name {@code tcp}.
 *
 * <p>Buffers that these transports pass to {@link Transport.Sink#received} are direct, at most 260 KiB long, and shared
 * by all endpoints of a transport. Each transport has two such buffers; an idle connection holds none. Waits of
 * {@link Transport#poll} are rounded up to whole milliseconds.
 *
 * <p>Encrypted connections use TLS 1.3 only. A transport then has two more buffers, of 260 and 132 KiB. An idle
 * connection holds about 10 KiB of keys and certificates, but no buffer. At most 8 threads run the costly steps of
 * handshakes; idle threads end. A peer that closes an encrypted connection without {@code close_notify} is reported as
 * {@link Transport.CloseCause#RESET}, because the last data may be missing.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TcpTransportProvider implements TransportProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public TcpTransportProvider() {}

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public Transport open(TransportConfig config) {
        TlsEngines engines = config.tls() == null ? null : TlsMaterial.open(config.tls());
        return new TcpTransport(config, engines);
    }
}
