package dev.comm.transport.tcp.tls;

import dev.comm.api.spi.Bytes;
import dev.comm.transport.tcp.buffer.PendingBytes;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.connection.ConnectionPhase;
import dev.comm.transport.tcp.connection.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The TLS handshake of one connection, on the polling side. Each step goes as far as the socket and the engine allow.
 * Costly tasks run in the pool, and no other thread uses the engine during that time.
 */
final class TlsHandshake {
    /** The event that the next step waits for. */
    enum Wait {
        BYTES(SelectionKey.OP_READ),
        ROOM(SelectionKey.OP_WRITE),
        WORK(0),
        /** The handshake is complete. */
        NOTHING(0);

        final int operations;

        Wait(int operations) {
            this.operations = operations;
        }
    }

    /**
     * The maximum input of a handshake, far above the size of certificates. A peer that sends more only causes delay.
     */
    private static final int INPUT_MAX = 128 << 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection connection;
    private final SSLEngine engine;
    private final TlsResources encryption;
    private final PendingBytes incoming = new PendingBytes();
    private final PendingBytes outgoing = new PendingBytes();
    private final Runnable work = this::work;
    private volatile boolean working;
    private int received;

    TlsHandshake(Connection connection, SSLEngine engine, TlsResources encryption) throws IOException {
        this.connection = connection;
        this.engine = engine;
        this.encryption = encryption;
        engine.beginHandshake();
    }

    /** Advances the handshake as far as possible. */
    Wait advance() throws IOException {
        try {
            while (!working) {
                Wait wait = outgoing.isEmpty() ? step() : give(restored());
                if (wait != null) {
                    return wait;
                }
            }
            return Wait.WORK;
        } catch (RuntimeException e) {
            throw new SSLException(
                    "the TLS engine failed: " + e, e); // malformed bytes must not affect other connections
        }
    }

    /** Performs one step. Returns null if the next step can follow at once. */
    private Wait step() throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> delegate();
            case NEED_WRAP -> wrap();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> Wait.NOTHING;
        };
    }

    private Wait delegate() {
        working = true;
        if (!encryption.pool().offer(work)) {
            working = false;
            connection.wantAttentionAt(System.nanoTime() + PAUSE_NANOS);
        }
        return Wait.WORK;
    }

    private void work() {
        try {
            Runnable task = engine.getDelegatedTask();
            while (task != null && connection.phase() == ConnectionPhase.SECURING) {
                task.run();
                task = engine.getDelegatedTask();
            }
        } finally {
            working = false;
            connection.wantAttention();
        }
    }

    private Wait wrap() throws IOException {
        ByteBuffer packets = encryption.opened().clear();
        do {
            SSLEngineResult result = engine.wrap(NOTHING, packets);
            if (result.getStatus() == Status.CLOSED || result.bytesProduced() == 0) {
                break;
            }
        } while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                && packets.remaining() >= engine.getSession().getPacketBufferSize());
        return give(packets.flip());
    }

    private ByteBuffer restored() {
        ByteBuffer packets = encryption.opened().clear();
        outgoing.restore(packets);
        return packets.flip();
    }

    private Wait give(ByteBuffer packets) throws IOException {
        connection.channel().write(packets);
        outgoing.keep(packets);
        return outgoing.isEmpty() ? null : Wait.ROOM;
    }

    private Wait unwrap() throws IOException {
        ByteBuffer packets = connection.loop().readBuffer().clear();
        packets.limit(engine.getSession().getPacketBufferSize());
        incoming.restore(packets);
        boolean full = !packets.hasRemaining();
        int count = connection.channel().read(packets);
        received += Math.max(0, count);
        SSLEngineResult result =
                engine.unwrap(packets.flip(), encryption.opened().clear());
        incoming.keep(packets);
        if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
            require(result.getStatus() == Status.OK, "the peer ended the TLS handshake");
            require(received <= INPUT_MAX, "the peer sent more than a TLS handshake needs");
            return null;
        }
        if (count < 0) {
            throw new EOFException("the peer closed the connection");
        }
        require(!full, "the peer sent a TLS record that is too large");
        return Wait.BYTES;
    }

    private static void require(boolean fine, String otherwise) throws IOException {
        if (!fine) {
            throw new SSLException(otherwise);
        }
    }

    /** Returns the channel binding, which ties proofs to this channel. */
    Bytes binding(boolean accepted) throws IOException {
        return ServerEndPointBinding.of(engine.getSession(), accepted);
    }

    /** Returns the wire for the data after the handshake. */
    Wire wire() {
        return new TlsWire(connection, engine, encryption, incoming);
    }

    /** Aborts the handshake. Sends the engine's alert to the peer if the socket takes it at once. */
    void giveUp() {
        encryption.pool().withdraw(work);
        if (working || !outgoing.isEmpty()) {
            return; // the engine is busy, or the socket is full
        }
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap();
            }
        } catch (IOException | RuntimeException e) {
            // The peer detects the end of the connection.
        }
    }
}
