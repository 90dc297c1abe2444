package dev.comm.transport.tcp;

import dev.comm.api.spi.TransportConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What the encrypted connections of a transport share: engines come from here, and the buffers, which an idle
 * connection therefore does not hold.
 */
final class Encryption {
    /** Encrypted bytes that are offered to the socket at once: eight records of 16 KiB. */
    static final int SEALED_BYTES = 132 << 10;

    private final TlsEngines engines;
    private final long handshakeNanos;
    private final TaskPool pool = new TaskPool("comm-tls-", TaskPool.THREADS_OF_HANDSHAKES);
    private final Handshakes handshakes;
    private final ByteBuffer opened = ByteBuffer.allocateDirect(SelectLoop.READ_BYTES);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(SEALED_BYTES);
    private final Parts parts = new Parts();

    Encryption(TlsEngines engines, TransportConfig config, SelectLoop loop) {
        this.engines = engines;
        handshakeNanos = config.handshakeTime().toNanos();
        handshakes = new Handshakes(loop, config.handshakesMax(), handshakeNanos);
    }

    /** Begins with a connection that was accepted. */
    Handshake accept(Connection connection) throws IOException {
        try {
            return begin(connection, engines.server(), false);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    /** Begins with a connection to that address. */
    Handshake dial(Connection connection, InetSocketAddress target) throws IOException {
        try {
            return begin(connection, engines.client(target), true);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private Handshake begin(Connection connection, SSLEngine engine, boolean client) throws IOException {
        engine.setUseClientMode(client);
        return new Handshake(connection, engine, this);
    }

    private static IOException unusable(RuntimeException e) {
        return new SSLException("this side's TLS settings cannot be used: " + e.getMessage(), e);
    }

    Handshakes handshakes() {
        return handshakes;
    }

    long handshakeNanos() {
        return handshakeNanos;
    }

    TaskPool pool() {
        return pool;
    }

    /** What was read and decrypted; the polling side's. */
    ByteBuffer opened() {
        return opened;
    }

    /** What is encrypted and goes to the socket next; the caller's side's. */
    ByteBuffer sealed() {
        return sealed;
    }

    /** What is to be encrypted next; the caller's side's. */
    Parts parts() {
        return parts;
    }

    void close() {
        pool.close();
    }
}
