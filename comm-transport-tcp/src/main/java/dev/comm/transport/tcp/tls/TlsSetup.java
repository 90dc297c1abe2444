package dev.comm.transport.tcp.tls;

import dev.comm.api.spi.Bytes;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.connection.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;

/**
 * The driver of a connection's TLS handshake, on the polling side. It starts the handshake, advances it at socket
 * events, and enforces its deadline.
 */
public final class TlsSetup {
    private final Connection connection;
    private final TlsResources encryption;
    /** The address that the connection goes to; null for an accepted connection. */
    private final InetSocketAddress target;

    private TlsHandshake handshake;

    public TlsSetup(Connection connection, TlsResources encryption, InetSocketAddress target) {
        this.connection = connection;
        this.encryption = encryption;
        this.target = target;
    }

    /** Advances the handshake and sets the interest for the next step. Returns true when the handshake is complete. */
    public boolean advance() throws IOException {
        if (handshake == null) {
            handshake = begin();
        }
        TlsHandshake.Wait wait = handshake.advance();
        connection.exclude((SelectionKey.OP_READ | SelectionKey.OP_WRITE) & ~wait.operations);
        connection.include(wait.operations);
        return wait == TlsHandshake.Wait.NOTHING;
    }

    private TlsHandshake begin() throws IOException {
        if (target == null) {
            return encryption.accept(connection); // the list of pending handshakes enforces the deadline
        }
        long until = System.nanoTime() + encryption.handshakeNanos();
        if (until - connection.deadlineNanos() < 0) {
            connection.setDeadline(until);
        }
        // The deadline is always scheduled here, because a connection that was established at once has no scheduled
        // deadline yet.
        connection.wantAttentionAt(connection.deadlineNanos());
        return encryption.dial(connection, target);
    }

    /** Returns whether an outgoing handshake has missed its deadline. */
    public boolean isLate() {
        return target != null && connection.isOverdue();
    }

    /** Returns the wire for the data after the handshake. */
    public Wire wire() {
        return handshake.wire();
    }

    /** Returns the channel binding, which ties proofs to this channel. */
    public Bytes binding() throws IOException {
        return handshake.binding(target == null);
    }

    public void giveUp() {
        if (handshake != null) {
            handshake.giveUp();
        }
    }
}
