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
 *
 * <p>Encrypted connections speak TLS 1.3 alone. Two more buffers then belong to a transport, 256 and 132 KiB; an idle
 * connection holds some 10 KiB of keys and certificates, but no buffer. At most 8 threads, which end when they are
 * idle, do the costly steps of handshakes. A peer that cuts an encrypted connection without a word is reported as
 * {@link Transport.CloseCause#RESET}, as what it sent last may be missing.
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
