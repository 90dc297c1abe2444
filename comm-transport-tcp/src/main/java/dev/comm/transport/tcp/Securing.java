package dev.comm.transport.tcp;

import dev.comm.api.frame.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;

/** The time of an endpoint between its connection and its encryption; part of the polling side. */
final class Securing {
    private final Connection connection;
    private final Encryption encryption;
    /** Whom it connects to; null if it was accepted. */
    private final InetSocketAddress target;

    private Handshake handshake;

    Securing(Connection connection, Encryption encryption, InetSocketAddress target) {
        this.connection = connection;
        this.encryption = encryption;
        this.target = target;
    }

    /** Goes on as far as it can, and sees to it that it is called again; true when it is over. */
    boolean advance() throws IOException {
        if (handshake == null) {
            handshake = begin();
        }
        Handshake.Wait wait = handshake.advance();
        connection.exclude((SelectionKey.OP_READ | SelectionKey.OP_WRITE) & ~wait.operations);
        connection.include(wait.operations);
        return wait == Handshake.Wait.NOTHING;
    }

    private Handshake begin() throws IOException {
        if (target == null) {
            return encryption.accept(connection); // Handshakes looks after its time
        }
        long until = System.nanoTime() + encryption.handshakeNanos();
        if (until - connection.deadlineNanos() < 0) {
            connection.setDeadline(until);
        }
        // Always: a connection that stood at once was never watched for its time.
        connection.wantAttentionAt(connection.deadlineNanos());
        return encryption.dial(connection, target);
    }

    /** Whether one that connects has been at it for too long. */
    boolean isLate() {
        return target != null && connection.isOverdue();
    }

    /** How bytes travel when it is over. */
    Wire wire() {
        return handshake.wire();
    }

    /** What ties whatever is said to the channel. */
    Bytes binding() throws IOException {
        return handshake.binding(target == null);
    }

    void giveUp() {
        if (handshake != null) {
            handshake.giveUp();
        }
    }
}
