package dev.comm.testkit.contract;

import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A stage with real time and real sockets on the loopback interface. */
final class SocketStage implements TransportStage {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final TransportProvider provider;
    private final List<Channel> channels = new ArrayList<>();

    SocketStage(TransportProvider provider) {
        this.provider = provider;
    }

    @Override
    public Transport open(TransportConfig config) {
        return provider.open(config);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void rest() {
        Thread.yield(); // the poll before this call has waited
    }

    @Override
    public boolean isVirtual() {
        return false;
    }

    @Override
    public Optional<InetSocketAddress> offTheLoopback() {
        return Optional.of(new InetSocketAddress("0.0.0.0", 0));
    }

    @Override
    public InetSocketAddress nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the address of a listener with space for only one or two connections, which are taken. Linux ignores all
     * further callers.
     */
    @Override
    public Optional<InetSocketAddress> silence() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        try {
            ServerSocketChannel crowded = ServerSocketChannel.open();
            channels.add(crowded);
            crowded.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            InetSocketAddress address = (InetSocketAddress) crowded.getLocalAddress();
            List<SocketChannel> crowd = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel one = SocketChannel.open();
                channels.add(one);
                one.configureBlocking(false);
                one.connect(address);
                crowd.add(one);
            }
            awaitTwo(crowd);
            return Optional.of(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitTwo(List<SocketChannel> crowd) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (int there = 0; there < 2; ) {
            Claim.that(System.nanoTime() - until < 0, "this system has no full backlog to show");
            there = 0;
            for (SocketChannel one : crowd) {
                there += one.isConnected() || one.finishConnect() ? 1 : 0;
            }
        }
    }

    @Override
    public Optional<RawPeer> call(InetSocketAddress door) {
        try {
            return Optional.of(new SocketPeer(SocketChannel.open(door)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
