package dev.comm.testkit.live.network;

import dev.comm.testkit.live.proxy.ProxyLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A stranger that is not Comm. It sends its bytes at once or one by one, and sends no more. Used on the loop only. */
final class LiveStranger {
    private final ProxyLoop loop;
    private final ByteBuffer left;
    private final long gapNanos;
    private final ByteBuffer nowhere = ByteBuffer.allocate(1 << 10);
    private SocketChannel channel;

    LiveStranger(ProxyLoop loop, byte[] bytes, long gapNanos) {
        this.loop = loop;
        this.left = ByteBuffer.wrap(bytes.clone());
        this.gapNanos = gapNanos;
    }

    void connect(InetSocketAddress address) {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(address);
            loop.register(channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this::ready);
            if (connected) {
                speak();
            }
        } catch (IOException e) {
            close(); // no process listens, so a stranger has no effect
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                speak();
            } else if (key.isReadable() && channel.read(nowhere.clear()) < 0) {
                close();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void speak() {
        if (!channel.isOpen() || !left.hasRemaining()) {
            return;
        }
        try {
            int count = gapNanos == 0 ? left.remaining() : 1;
            int written = channel.write(left.slice(left.position(), count));
            left.position(left.position() + written);
            loop.at(System.nanoTime() + Math.max(gapNanos, 1_000_000), this::speak);
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The file descriptor is freed even if close fails.
        }
    }
}
