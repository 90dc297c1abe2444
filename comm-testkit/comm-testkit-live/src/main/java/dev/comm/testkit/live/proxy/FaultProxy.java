package dev.comm.testkit.live.proxy;

import dev.comm.testkit.FrameRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/**
 * A TCP proxy inside of a test that spoils the bytes on their way: give its address to the client, its target is the
 * server. It knows Comm's frames, for rules and holds; everything else works for any protocol.
 *
 * <p>It has one thread and listens on the loopback interface only. It keeps at most a few hundred KiB of each direction
 * of a connection, and hands ends of streams and resets on as they come. Any thread may call; nothing waits but
 * {@link #close} and the methods that change how callers are received.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 4_096;
    private static final int RECEIVE_BYTES = 128 << 10;
    private static final int CLIENT = 1;
    private static final int SERVER = 0;

    private final ProxyLoop loop;
    private final boolean ownsLoop;
    private final ProxyRules rules;
    private final ProxyWay toTarget;
    private final ProxyWay toClient;
    private final ProxyPort doorway;
    private final Set<ProxiedConnection> relays = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private volatile InetSocketAddress target;
    private volatile Greeting greeting = Greeting.CONNECT;

    /** The treatment of a caller that was accepted. */
    private enum Greeting {
        CONNECT,
        SILENCE,
        RESET
    }

    private FaultProxy(InetSocketAddress target, long seed) {
        this(new ProxyLoop("comm-fault-proxy"), true, CLIENT, new SplittableRandom(seed));
        target(target);
        accept();
    }

    /** A proxy of a cluster; it refuses callers until it has a target and is told to accept. */
    public FaultProxy(ProxyLoop loop, ProxyRules rules, int rank, SplittableRandom random) {
        this(loop, false, rules, rank, random);
    }

    private FaultProxy(ProxyLoop loop, boolean ownsLoop, int client, SplittableRandom random) {
        this(loop, ownsLoop, new ProxyRules(loop::failed), client, random);
    }

    private FaultProxy(ProxyLoop loop, boolean ownsLoop, ProxyRules rules, int client, SplittableRandom random) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.rules = rules;
        this.toTarget = new ProxyWay(client, SERVER, loop, rules, random);
        this.toClient = new ProxyWay(SERVER, client, loop, rules, random);
        try {
            this.doorway = new ProxyPort(loop, this::greet);
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy has no port", e);
        }
    }

    /** A proxy in front of a server. */
    public static FaultProxy to(InetSocketAddress target) {
        return to(target, 0);
    }

    /**
     * A proxy in front of a server.
     *
     * @param seed decides everything that is left to chance: jitter and noise
     */
    public static FaultProxy to(InetSocketAddress target, long seed) {
        return new FaultProxy(target, seed);
    }

    /** Where clients connect; it stays the same. */
    public InetSocketAddress address() {
        return doorway.address();
    }

    /** New connections go to this server from now on. */
    public void target(InetSocketAddress server) {
        target = server;
    }

    /** The bytes of clients. */
    public ProxyWay toTarget() {
        return toTarget;
    }

    /** The bytes of the server. */
    public ProxyWay toClient() {
        return toClient;
    }

    /** Lets a rule decide about each frame of Comm, both ways: clients have the rank 1 there, the server 0. */
    public FrameRule.Handle rule(FrameRule rule) {
        return rules.add(rule);
    }

    /** Callers are connected with the server from now on, as at the beginning. */
    public void accept() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.CONNECT));
    }

    /** Callers are refused from now on. */
    public void refuse() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.REFUSE, Greeting.RESET));
    }

    /**
     * Callers get no answer to their attempt to connect from now on. This needs a kernel that drops callers when the
     * queue of a port is full, as Linux does.
     */
    public void hang() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.HANG, Greeting.RESET));
    }

    /** Callers are accepted from now on, but nobody ever answers. */
    public void silence() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.SILENCE));
    }

    /** Callers are accepted from now on, and reset. */
    public void resetCallers() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.RESET));
    }

    /** Receives callers from a moment on; does not wait for it. */
    public void acceptSoon() {
        loop.execute(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.CONNECT));
    }

    /** Refuses callers from a moment on, resets them until then; does not wait for it. */
    public void refuseSoon() {
        greeting = Greeting.RESET;
        loop.execute(() -> receive(ProxyPort.Manner.REFUSE, Greeting.RESET));
    }

    /** The host of one side is gone: standing connections stay silent for ever. */
    public void vanish() {
        loop.execute(() -> relays.forEach(ProxiedConnection::vanish));
    }

    /** Accepts callers from a moment on and never answers; does not wait for it. */
    public void silenceSoon() {
        loop.execute(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.SILENCE));
    }

    private void receive(ProxyPort.Manner manner, Greeting then) {
        greeting = then;
        try {
            doorway.receive(manner);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + address().getPort() + " cannot be used as wanted", e);
        }
    }

    /** Resets both sides of every connection; bytes under way are lost. */
    public void reset() {
        loop.execute(() -> relays.forEach(ProxiedConnection::reset));
    }

    /** Takes away everything that lasts, both ways, and all rules; connections that are broken stay broken. */
    public void heal() {
        rules.clear();
        toTarget.heal();
        toClient.heal();
        acceptSoon();
    }

    /** Connections that go through it now. */
    public int connections() {
        return relays.size();
    }

    /** Callers that were accepted so far. */
    public long accepted() {
        return accepted.get();
    }

    /** The first error of a rule (its frame passed then), or of the proxy itself; empty if all went well. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(loop.failure());
    }

    private void greet(SocketChannel caller) {
        accepted.incrementAndGet();
        try {
            switch (relays.size() < CONNECTIONS_MAX ? greeting : Greeting.RESET) {
                case CONNECT -> connect(caller);
                case SILENCE -> swallow(caller);
                case RESET -> new ProxiedSocket(caller).reset();
            }
        } catch (IOException e) {
            new ProxiedSocket(caller).reset();
        }
    }

    private void connect(SocketChannel caller) throws IOException {
        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketChannel server = SocketChannel.open();
        try {
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
            boolean connected = server.connect(target);
            ProxiedConnection relay = new ProxiedConnection(this, caller, server);
            relays.add(relay);
            relay.begin(loop, connected);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void swallow(SocketChannel caller) throws IOException {
        ByteBuffer nowhere = ByteBuffer.allocate(1 << 10);
        loop.register(caller, SelectionKey.OP_READ, key -> {
            try {
                if (caller.read(nowhere.clear()) < 0) {
                    caller.close();
                }
            } catch (IOException e) {
                caller.close();
            }
        });
    }

    void forget(ProxiedConnection relay) {
        relays.remove(relay);
    }

    /** Closes the port and every connection, and ends its thread. */
    @Override
    public void close() {
        loop.executeAndWait(this::closeNow);
        if (ownsLoop) {
            loop.close();
        }
    }

    private void closeNow() {
        relays.forEach(ProxiedConnection::close);
        try {
            doorway.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy's port cannot be closed", e);
        }
    }
}
