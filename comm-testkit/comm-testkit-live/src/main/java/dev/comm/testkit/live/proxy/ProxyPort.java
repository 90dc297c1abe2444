package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The port of a proxy, and its reception of callers. The port stays the same. While the proxy does not listen, a socket
 * that is only bound keeps the port from being given to others. Used on the loop only.
 */
final class ProxyPort {
    /** The manner of receiving callers. */
    enum Manner {
        /** The port accepts callers. */
        ACCEPT,
        /** The kernel refuses callers. */
        REFUSE,
        /** The kernel does not answer callers, because the queue of the port is full. */
        HANG
    }

    private static final int BACKLOG = 1_024;
    private static final int RECEIVE_BYTES = 128 << 10;
    private static final int PLUGS_MAX = 16;
    private static final long PLUG_MILLIS = 50;

    private final ProxyLoop loop;
    private final Consumer<SocketChannel> guests;
    private final SocketChannel keeper;
    private final InetSocketAddress address;
    private final List<SocketChannel> plugs = new ArrayList<>();
    private ServerSocketChannel server;
    private Manner manner = Manner.REFUSE;

    ProxyPort(ProxyLoop loop, Consumer<SocketChannel> guests) throws IOException {
        this.loop = loop;
        this.guests = guests;
        this.keeper = SocketChannel.open();
        keeper.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) keeper.getLocalAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Receives callers in this manner from now on. Callers that wait in the queue of the port are refused. */
    void receive(Manner wanted) throws IOException {
        if (manner == wanted) {
            return;
        }
        shut();
        manner = wanted;
        if (wanted == Manner.ACCEPT) {
            listen(BACKLOG);
            loop.register(server, SelectionKey.OP_ACCEPT, this::accept);
        } else if (wanted == Manner.HANG) {
            listen(1);
            plug();
        }
    }

    private void listen(int backlog) throws IOException {
        server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
        server.bind(address, backlog);
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel guest = ((ServerSocketChannel) key.channel()).accept();
        while (guest != null) {
            guests.accept(guest);
            guest = ((ServerSocketChannel) key.channel()).accept();
        }
    }

    /** Fills the queue of the port until the kernel answers no more. */
    private void plug() throws IOException {
        boolean answered = true;
        while (answered && plugs.size() < PLUGS_MAX) {
            SocketChannel plug = SocketChannel.open();
            plugs.add(plug);
            try {
                plug.socket().connect(address, (int) PLUG_MILLIS);
            } catch (SocketTimeoutException e) {
                answered = false;
            }
        }
    }

    private void shut() throws IOException {
        for (SocketChannel plug : plugs) {
            plug.close();
        }
        plugs.clear();
        if (server != null) {
            server.close();
            server = null;
        }
        loop.release();
    }

    void close() throws IOException {
        shut();
        keeper.close();
    }
}
