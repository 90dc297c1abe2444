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
 * A TCP proxy inside of a test that causes faults of connections. Give the address of the proxy to the client, and the
 * address of the server to the proxy as its target. Rules and holds need frames of Comm; everything else works for any
 * protocol.
 *
 * <p>The proxy has one thread and listens on the loopback interface only. It keeps at most a few hundred KiB of each
 * direction of a connection, and passes on ends of streams and resets. Any thread may call. Only {@link #close} and the
 * methods that change the reception of callers wait.
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

    /** Creates a proxy of a cluster. It refuses callers until it has a target and is set to accept. */
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

    /** Creates a proxy in front of a server. */
    public static FaultProxy to(InetSocketAddress target) {
        return to(target, 0);
    }

    /**
     * Creates a proxy in front of a server.
     *
     * @param seed the number that decides everything that is left to chance, which is jitter and noise
     */
    public static FaultProxy to(InetSocketAddress target, long seed) {
        return new FaultProxy(target, seed);
    }

    /** Returns the address to which clients connect. It stays the same. */
    public InetSocketAddress address() {
        return doorway.address();
    }

    /** Sets the server for new connections. */
    public void target(InetSocketAddress server) {
        target = server;
    }

    /** Returns the direction from clients to the server. */
    public ProxyWay toTarget() {
        return toTarget;
    }

    /** Returns the direction from the server to clients. */
    public ProxyWay toClient() {
        return toClient;
    }

    /**
     * Adds a rule for each frame of Comm in both directions. In its frames, clients have the rank 1 and the server has
     * the rank 0.
     */
    public FrameRule.Handle rule(FrameRule rule) {
        return rules.add(rule);
    }

    /** Connects callers with the server from now on. A new proxy does so, too. */
    public void accept() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.CONNECT));
    }

    /** Refuses callers from now on. */
    public void refuse() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.REFUSE, Greeting.RESET));
    }

    /**
     * Lets attempts to connect hang without an answer from now on. This needs a kernel that drops callers when the
     * queue of a port is full, as Linux does.
     */
    public void hang() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.HANG, Greeting.RESET));
    }

    /** Accepts callers from now on, but never answers them. */
    public void silence() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.SILENCE));
    }

    /** Accepts callers from now on, and resets them. */
    public void resetCallers() {
        loop.executeAndWait(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.RESET));
    }

    /** Accepts callers soon, without waiting for the change. */
    public void acceptSoon() {
        loop.execute(() -> receive(ProxyPort.Manner.ACCEPT, Greeting.CONNECT));
    }

    /** Refuses callers soon, without waiting for the change. Until then, callers are reset. */
    public void refuseSoon() {
        greeting = Greeting.RESET;
        loop.execute(() -> receive(ProxyPort.Manner.REFUSE, Greeting.RESET));
    }

    /** Silences standing connections for ever, as if the host of one side were gone. */
    public void vanish() {
        loop.execute(() -> relays.forEach(ProxiedConnection::vanish));
    }

    /** Accepts callers soon and never answers them, without waiting for the change. */
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

    /** Resets both sides of every connection. Bytes under way are lost. */
    public void reset() {
        loop.execute(() -> relays.forEach(ProxiedConnection::reset));
    }

    /** Removes all lasting faults in both directions, and all rules. Broken connections stay broken. */
    public void heal() {
        rules.clear();
        toTarget.heal();
        toClient.heal();
        acceptSoon();
    }

    /** Returns the number of present connections. */
    public int connections() {
        return relays.size();
    }

    /** Returns the number of callers that were accepted so far. */
    public long accepted() {
        return accepted.get();
    }

    /**
     * Returns the first error of a rule or of the proxy itself, or an empty value. The frame of a rule that failed
     * passes.
     */
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

    /** Closes the port and every connection. A proxy with a thread of its own also ends the thread. */
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
