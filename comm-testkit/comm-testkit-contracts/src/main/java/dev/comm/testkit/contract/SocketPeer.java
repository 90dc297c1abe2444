package dev.comm.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A peer with a bare socket. */
final class SocketPeer implements RawPeer {
    private final SocketChannel channel;
    private boolean ended;

    SocketPeer(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public int write(byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try {
            while (left.hasRemaining() && channel.write(left) > 0) {
                // The socket may take more bytes.
            }
        } catch (IOException e) {
            ended = true;
        }
        return left.position();
    }

    @Override
    public boolean hasUnread() {
        try {
            return channel.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public byte[] read() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        try {
            int count = channel.read(buffer);
            for (; count > 0; count = channel.read(buffer.clear())) {
                all.write(buffer.array(), 0, count);
            }
            ended |= count < 0;
        } catch (IOException e) {
            ended = true;
        }
        return all.toByteArray();
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void shutOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void die() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
