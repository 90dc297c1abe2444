package dev.comm.transport.tcp;

import dev.comm.transport.tcp.connection.SocketOptions;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.ThrottledLog;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket. When it is selected, it accepts a bounded number of connections and opens an {@link Endpoint} for
 * each. The failure of one connection does not affect the others.
 */
final class Acceptor implements SelectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    /** The pause after a failed accept. Without it, a full descriptor table would make the select loop spin. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel server;
    private final TransportContext around;
    private final Queue<SocketChannel> waiting = new ArrayDeque<>();
    private final AcceptRate rate = new AcceptRate(System.nanoTime());
    private final ThrottledLog crowded = new ThrottledLog(LOG);
    private final ThrottledLog failing = new ThrottledLog(LOG);
    private volatile SelectionKey key;
    private long resumeNanos;

    /**
     * Opens the socket. For an IPv4 host it is an IPv4 socket, because a dual-stack socket would treat 0.0.0.0 as ::
     * and open the port for IPv6 too.
     */
    Acceptor(InetAddress host, TransportContext around) throws IOException {
        this.server = host instanceof Inet4Address
                ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open();
        this.around = around;
    }

    /** Binds the socket and begins to accept. Returns the address with its actual port. */
    InetSocketAddress bind(InetSocketAddress address) throws IOException {
        server.configureBlocking(false);
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(address, around.config().backlog());
        key = around.loop().register(server, 0, this);
        around.loop().include(key, SelectionKey.OP_ACCEPT);
        return (InetSocketAddress) server.getLocalAddress();
    }

    @Override
    public void ready(int operations, Reports reports) {
        try {
            acceptSome();
        } catch (ClosedChannelException e) {
            // The acceptor was closed in the meantime.
        } catch (IOException e) {
            pause(e);
        }
        for (SocketChannel next = waiting.poll(); next != null; next = waiting.poll()) {
            admit(next, reports);
        }
    }

    /** Accepts a bounded number of connections, so that a flood of new ones leaves time for the existing ones. */
    private void acceptSome() throws IOException {
        int allowance = rate.allowance(System.nanoTime());
        for (int i = 0; i < allowance; i++) {
            SocketChannel next = server.accept();
            if (next == null) {
                return;
            }
            rate.spend(1);
            waiting.add(next);
        }
        if (rate.isSpent()) {
            pauseUntil(rate.refilledNanos());
        }
    }

    private void admit(SocketChannel channel, Reports reports) {
        if (around.isFull()) {
            crowded.warn("Raise Limits.endpoints to accept more. Refused a connection: all "
                    + around.config().endpointsMax() + " endpoints are in use.");
            close(channel);
            return;
        }
        Endpoint endpoint = new Endpoint(around.nextNumber(), channel, around);
        try {
            SocketOptions.prepare(channel);
            endpoint.accepted(reports);
        } catch (IOException | ClosedSelectorException e) {
            endpoint.drop(); // the peer has left already, and the connection was never reported
        }
    }

    private void pause(IOException e) {
        pauseUntil(System.nanoTime() + PAUSE_NANOS);
        failing.warn("If too many files are open, raise ulimit -n. Cannot accept connections (" + e.getMessage()
                + "), retrying every 100 ms.");
    }

    private void pauseUntil(long nanos) {
        around.loop().exclude(key, SelectionKey.OP_ACCEPT);
        resumeNanos = nanos;
        around.loop().attendAt(nanos, this);
    }

    @Override
    public void attend(Reports reports) {
        if (resumeNanos - System.nanoTime() <= 0) {
            around.loop().include(key, SelectionKey.OP_ACCEPT);
        }
    }

    /** Stops accepting. The system refuses the connections that wait in the backlog. */
    void close() {
        close(server);
        around.loop().nudge();
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The system releases the descriptor even if close fails.
        }
    }
}
