package dev.comm.transport.tcp;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import org.apiguardian.api.API;

/**
 * Opens transports over TCP, IPv4 and IPv6, under the name {@code tcp}.
 *
 * <p>Buffers that its transports hand to {@link Transport.Sink#received} are direct, at most 256 KiB long, and shared
 * by all endpoints of a transport. Two such buffers belong to a transport; an idle connection holds none. Waits of
 * {@link Transport#poll} are rounded up to whole milliseconds.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class TcpTransportProvider implements TransportProvider {
    /** Called by the service loader. */
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
