package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One socket of a proxied connection. Used on the loop only. */
final class ProxiedSocket {
    private final SocketChannel channel;
    private SelectionKey key;
    private boolean closed;
    private boolean shut;

    ProxiedSocket(SocketChannel channel) {
        this.channel = channel;
    }

    void register(ProxyLoop loop, int operations, ProxyLoop.Attendant attendant) throws IOException {
        key = loop.register(channel, operations, attendant);
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns whether bytes that are written to the socket are lost. */
    boolean isShut() {
        return shut || closed;
    }

    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    int write(ByteBuffer from) throws IOException {
        return channel.write(from);
    }

    void want(int operation, boolean wanted) {
        if (!closed && key.isValid()) {
            int now = key.interestOps();
            key.interestOps(wanted ? now | operation : now & ~operation);
        }
    }

    /** Shuts output, so that the peer reads to the end of the stream. */
    void finish() {
        if (isShut()) {
            return;
        }
        shut = true;
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            close(); // the socket was closed before
        }
    }

    /** Closes the socket as a kernel does for a process that ended. */
    void close() {
        if (!closed) {
            closed = true;
            closeQuietly();
        }
    }

    /** Closes the socket so that the peer sees a reset and loses its unread bytes. */
    void reset() {
        if (!closed) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The socket was closed before, so only close is left.
            }
            close();
        }
    }

    private void closeQuietly() {
        try {
            channel.close();
        } catch (IOException e) {
            // The file descriptor is freed even if close fails.
        }
    }
}
