package dev.comm.bench.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One node of a crowd, which is its side of a connection. */
abstract class Bee {
    private SocketChannel channel;
    private long intervalNanos;

    final void channel(SocketChannel value) {
        channel = value;
    }

    final SocketChannel channel() {
        return channel;
    }

    /** Sends the first frames of the node. */
    abstract void connected() throws IOException;

    /** Handles received bytes, which may be split anywhere. */
    abstract void received(ByteBuffer bytes) throws IOException;

    /** Returns whether the master has admitted the node. */
    abstract boolean isAdmitted();

    /** Sends a heartbeat. Never called before the node is admitted. */
    abstract void beat() throws IOException;

    /** Sets the interval of heartbeats that the master requests. */
    final void follow(long nanos) {
        intervalNanos = nanos;
    }

    /** Returns the interval of heartbeats that the master requested, or 0 if it requested none. */
    final long intervalNanos() {
        return intervalNanos;
    }

    /** Sends a small message, for which the buffer of the socket always has space. */
    final void send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the master does not read");
        }
    }
}
