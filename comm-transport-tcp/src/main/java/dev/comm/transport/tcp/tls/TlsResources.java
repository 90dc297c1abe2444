package dev.comm.transport.tcp.tls;

import dev.comm.api.spi.TransportConfig;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.select.SelectLoop;
import dev.comm.transport.tcp.select.TaskPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The TLS resources that all connections of a transport share: engines, the task pool and the buffers. So an idle
 * connection holds no buffer.
 */
public final class TlsResources {
    /** The size of one write to the socket: eight TLS records of 16 KiB. */
    static final int SEALED_BYTES = 132 << 10;

    private final TlsEngines engines;
    private final long handshakeNanos;
    private final TaskPool pool = new TaskPool("comm-tls-", TaskPool.THREADS_OF_HANDSHAKES);
    private final PendingTlsHandshakes handshakes;
    private final ByteBuffer opened = ByteBuffer.allocateDirect(SelectLoop.READ_BYTES);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(SEALED_BYTES);
    private final TlsInput parts = new TlsInput();

    public TlsResources(TlsEngines engines, TransportConfig config, SelectLoop loop) {
        this.engines = engines;
        handshakeNanos = config.handshakeTime().toNanos();
        handshakes = new PendingTlsHandshakes(loop, config.handshakesMax(), handshakeNanos);
    }

    /** Starts the handshake of an accepted connection. */
    TlsHandshake accept(Connection connection) throws IOException {
        try {
            return begin(connection, engines.server(), false);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    /** Starts the handshake of a connection to this address. */
    TlsHandshake dial(Connection connection, InetSocketAddress target) throws IOException {
        try {
            return begin(connection, engines.client(target), true);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private TlsHandshake begin(Connection connection, SSLEngine engine, boolean client) throws IOException {
        engine.setUseClientMode(client);
        return new TlsHandshake(connection, engine, this);
    }

    private static IOException unusable(RuntimeException e) {
        return new SSLException("this side's TLS settings cannot be used: " + e.getMessage(), e);
    }

    public PendingTlsHandshakes handshakes() {
        return handshakes;
    }

    long handshakeNanos() {
        return handshakeNanos;
    }

    TaskPool pool() {
        return pool;
    }

    /** Returns the buffer for decrypted bytes, which belongs to the polling side. */
    ByteBuffer opened() {
        return opened;
    }

    /** Returns the buffer for encrypted bytes on their way to the socket, which belongs to the caller's side. */
    ByteBuffer sealed() {
        return sealed;
    }

    /** Returns the buffers to encrypt next, which belong to the caller's side. */
    TlsInput parts() {
        return parts;
    }

    public void close() {
        pool.close();
    }
}
