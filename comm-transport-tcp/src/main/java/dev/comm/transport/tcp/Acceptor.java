package dev.comm.transport.tcp;

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
 * A listening socket. In its turn it first accepts some of those who wait, then takes them into service; one that fails
 * does not stop the others.
 */
final class Acceptor implements Attendant {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    /** Pause after the system gave no socket, so that a full descriptor table does not make a busy around.loop(). */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocketChannel server;
    private final Surroundings around;
    private final Queue<SocketChannel> waiting = new ArrayDeque<>();
    private final AcceptRate rate = new AcceptRate(System.nanoTime());
    private final RareLog crowded = new RareLog(LOG);
    private final RareLog failing = new RareLog(LOG);
    private volatile SelectionKey key;
    private long resumeNanos;

    /** A socket for both kinds of addresses would take 0.0.0.0 for ::, and open the port for IPv6 too. */
    Acceptor(InetAddress host, Surroundings around) throws IOException {
        this.server = host instanceof Inet4Address
                ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open();
        this.around = around;
    }

    /** Binds and begins to accept; returns the address with its real port. */
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
            // Stopped meanwhile.
        } catch (IOException e) {
            pause(e);
        }
        for (SocketChannel next = waiting.poll(); next != null; next = waiting.poll()) {
            admit(next, reports);
        }
    }

    /** Bounded, so that a flood of connections leaves time for those that are there. */
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
            crowded.warn("Turned a connection away: all " + around.config().endpointsMax()
                    + " endpoints are in use; raise Limits.endpoints if they are wanted");
            close(channel);
            return;
        }
        Endpoint endpoint = new Endpoint(around.nextNumber(), channel, around);
        try {
            SocketOptions.prepare(channel);
            endpoint.accepted(reports);
        } catch (IOException | ClosedSelectorException e) {
            endpoint.drop(); // it was gone before it was here; nobody has heard of it
        }
    }

    private void pause(IOException e) {
        pauseUntil(System.nanoTime() + PAUSE_NANOS);
        failing.warn("Accepting connections failed (" + e.getMessage()
                + "), trying again every 100 ms; if too many files are open, raise ulimit -n");
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

    /** Stops accepting; those who wait in the backlog are refused by the system. */
    void close() {
        close(server);
        around.loop().nudge();
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }
}
