package dev.comm.transport.tcp;

import dev.comm.api.error.TransportException;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.transport.tcp.select.SelectLoop;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transport over TCP. It finds the endpoint with a number and delegates the call to it. */
final class TcpTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);

    private final TransportContext around;
    private final SelectLoop loop;
    private final Map<Integer, Endpoint> endpoints;
    private final Dialer dialer;
    private final Queue<Acceptor> acceptors = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** A transport with encrypted connections, unless {@code engines} is null. */
    TcpTransport(TransportConfig config, TlsEngines engines) {
        around = TransportContext.of(config, engines);
        loop = around.loop();
        endpoints = around.endpoints();
        dialer = new Dialer(around);
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) {
        requireOpen();
        BindGuard.check(address, around.config());
        Acceptor acceptor = newAcceptor(address);
        try {
            InetSocketAddress bound = acceptor.bind(address);
            acceptors.add(acceptor);
            Stream.of(BindGuard.hint(address), BindGuard.warning(bound, around.config()))
                    .filter(Objects::nonNull)
                    .forEach(LOG::warn);
            return bound;
        } catch (IOException | UnsupportedOperationException | IllegalStateException | IllegalArgumentException e) {
            acceptor.close();
            throw BindGuard.failed(address, e);
        }
    }

    private Acceptor newAcceptor(InetSocketAddress address) {
        try {
            return new Acceptor(address.getAddress(), around);
        } catch (IOException e) {
            throw BindGuard.failed(address, e);
        }
    }

    @Override
    public int connect(InetSocketAddress address, long timeoutNanos) {
        requireOpen();
        int number = around.nextNumber();
        dialer.connect(number, address, timeoutNanos);
        return number;
    }

    @Override
    public int poll(long maxWaitNanos, Sink sink) {
        return closed ? 0 : loop.poll(maxWaitNanos, sink);
    }

    @Override
    public void wakeup() {
        loop.wakeup();
    }

    @Override
    public void send(int endpoint, Lane lane, ByteBuffer... frame) {
        Endpoint found = endpoints.get(endpoint);
        if (found != null) {
            found.outbound.send(lane, frame);
        }
    }

    @Override
    public void detach(int endpoint, Lane lane) {
        Endpoint found = endpoints.get(endpoint);
        if (found != null) {
            found.outbound.detach(lane);
        }
    }

    @Override
    public void flush(int endpoint) {
        Endpoint found = endpoints.get(endpoint);
        if (found != null) {
            found.outbound.flush();
        }
    }

    @Override
    public void cork() {
        around.cork().on();
    }

    @Override
    public void uncork() {
        around.cork().off();
    }

    @Override
    public long queuedBytes(int endpoint, Lane lane) {
        Endpoint found = endpoints.get(endpoint);
        return found == null ? 0 : found.outbound.queuedBytes(lane);
    }

    @Override
    public long writtenBytes(int endpoint) {
        Endpoint found = endpoints.get(endpoint);
        return found == null ? 0 : found.outbound.writtenBytes();
    }

    @Override
    public void finish(int endpoint) {
        Endpoint found = endpoints.get(endpoint);
        if (found != null) {
            found.outbound.finish();
        }
    }

    @Override
    public void abort(int endpoint) {
        Endpoint found = endpoints.get(endpoint);
        if (found != null) {
            found.outbound.abort();
        }
    }

    @Override
    public void stopListening() {
        for (Acceptor next = acceptors.poll(); next != null; next = acceptors.poll()) {
            next.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        loop.close(); // first, because nothing new can be registered afterwards
        stopListening();
        dialer.close();
        endpoints.values().forEach(Endpoint::drop);
        if (around.encryption() != null) {
            around.encryption().close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new TransportException("This transport is closed; open a new one");
        }
    }
}
