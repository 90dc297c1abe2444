package dev.comm.bench.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One node of a crowd: its side of a connection. */
abstract class Bee {
    private SocketChannel channel;
    private long intervalNanos;

    final void channel(SocketChannel value) {
        channel = value;
    }

    final SocketChannel channel() {
        return channel;
    }

    /** The first words. */
    abstract void connected() throws IOException;

    /** Bytes came, cut anywhere. */
    abstract void received(ByteBuffer bytes) throws IOException;

    /** Whether the master knows it. */
    abstract boolean isAdmitted();

    /** It is time for a sign of life; never before it is admitted. */
    abstract void beat() throws IOException;

    /** The master asks for signs of life at that interval. */
    final void follow(long nanos) {
        intervalNanos = nanos;
    }

    /** How often the master wants signs of life; 0 if it has not said so. */
    final long intervalNanos() {
        return intervalNanos;
    }

    /** Small messages only: there is always room for them in the socket's buffer. */
    final void send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the master does not read");
        }
    }
}
