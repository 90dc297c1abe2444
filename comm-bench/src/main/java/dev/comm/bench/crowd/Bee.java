package dev.comm.bench.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One node of a crowd: what its side of a connection says. */
abstract class Bee {
    private SocketChannel channel;

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

    /** Small messages only: there is always room for them in the socket's buffer. */
    final void send(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the master does not read");
        }
    }
}
