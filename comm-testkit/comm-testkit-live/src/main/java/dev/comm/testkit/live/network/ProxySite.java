package dev.comm.testkit.live.network;

import dev.comm.testkit.engine.RandomStreams;
import dev.comm.testkit.live.proxy.FaultProxy;
import dev.comm.testkit.live.proxy.ProxyLoop;
import dev.comm.testkit.live.proxy.ProxyRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one run. They are the port of the master, which stays the same when the master restarts, and the port of
 * a proxy in front of it for each node.
 */
public final class ProxySite implements AutoCloseable {
    private final ProxyLoop loop = new ProxyLoop("comm-loopback-proxies");
    private final ProxyRules rules = new ProxyRules(loop::failed);
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final SocketChannel keeper;
    private final InetSocketAddress master;

    public ProxySite(int size, RandomStreams streams) {
        try {
            keeper = SocketChannel.open();
            keeper.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            master = (InetSocketAddress) keeper.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no port for the master", e);
        }
        for (int rank = 1; rank < size; rank++) {
            FaultProxy proxy = new FaultProxy(loop, rules, rank, streams.of("proxy[" + rank + "]"));
            proxy.target(master);
            proxies.add(proxy);
        }
    }

    /** Returns the address at which the master is to listen. */
    InetSocketAddress master() {
        return master;
    }

    /** Returns the address at which a rank finds the master. For a node it is the address of its proxy. */
    public InetSocketAddress masterFor(int rank) {
        return rank == 0 ? master : proxy(rank).address();
    }

    public FaultProxy proxy(int rank) {
        return proxies.get(rank - 1);
    }

    public List<FaultProxy> proxies() {
        return proxies;
    }

    ProxyRules rules() {
        return rules;
    }

    /** Connects a stranger that is not Comm to the master. */
    void stranger(byte[] bytes, Duration gap) {
        loop.execute(() -> new LiveStranger(loop, bytes, gap.toNanos()).connect(master));
    }

    /** Returns the first error of a rule or of the proxies, or null. */
    public Throwable failure() {
        return loop.failure();
    }

    /** Throws the first error of a rule or of the proxies, if there was one. */
    public void requireSuccess() {
        Throwable failure = failure();
        if (failure instanceof RuntimeException error) {
            throw error;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        loop.close();
        try {
            keeper.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the master's port cannot be closed", e);
        }
    }

    /** Returns whether all sockets are closed and the thread has ended. */
    public boolean isClosed() {
        return loop.isOver();
    }
}
