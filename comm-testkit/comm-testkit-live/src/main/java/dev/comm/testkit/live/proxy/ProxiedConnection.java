package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One proxied connection, with two sides and a pump for each direction. Used on the loop only. */
final class ProxiedConnection {
    private final FaultProxy proxy;
    private final ProxiedSocket client;
    private final ProxiedSocket target;
    private final Pump there;
    private final Pump back;
    private boolean established;
    private boolean halfOpen;

    ProxiedConnection(FaultProxy proxy, SocketChannel client, SocketChannel target) {
        this.proxy = proxy;
        this.client = new ProxiedSocket(client);
        this.target = new ProxiedSocket(target);
        this.there = new Pump(proxy.toTarget(), this, this.client, this.target);
        this.back = new Pump(proxy.toClient(), this, this.target, this.client);
    }

    /**
     * Begins the work after the connect to the target has begun or is done. Until the connection is open, no byte is
     * read from the client.
     */
    void begin(ProxyLoop loop, boolean connected) throws IOException {
        client.register(loop, 0, this::clientReady);
        target.register(loop, connected ? 0 : SelectionKey.OP_CONNECT, this::targetReady);
        if (connected) {
            established();
        }
    }

    private void established() {
        established = true;
        target.want(SelectionKey.OP_CONNECT, false);
        there.open();
        back.open();
    }

    private void clientReady(SelectionKey key) {
        serve(key.readyOps(), there, back);
    }

    private void targetReady(SelectionKey key) {
        if ((key.readyOps() & SelectionKey.OP_CONNECT) != 0) {
            finishConnect();
        } else {
            serve(key.readyOps(), back, there);
        }
    }

    private static void serve(int ready, Pump out, Pump in) {
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            in.advance();
        }
        if ((ready & SelectionKey.OP_READ) != 0) {
            out.read();
        }
    }

    /** Finishes the connect. The kernel may know that the connection is open before the selector reports it. */
    void finishConnect() {
        try {
            if (!established && target.channel().finishConnect()) {
                established();
            }
        } catch (IOException e) {
            reset(); // the client is already connected, so a reset is as near to a refusal as possible
        }
    }

    /** Handles a broken socket. The peer on the other side sees a reset behind the bytes under way. */
    void broke(ProxiedSocket side) {
        side.close();
        Pump out = side == client ? there : back;
        Pump in = side == client ? back : there;
        in.abandon();
        out.end(Parcel.Ending.RESET);
    }

    /** Closes if both streams are over. A connection that was left half open waits until its remaining side ends it. */
    void settle() {
        boolean over = there.isOver() && back.isOver();
        if (over && (!halfOpen || there.isSourceEnded() || back.isSourceEnded())) {
            close();
        }
    }

    /** Closes both sides, like a process that ends. */
    void close() {
        client.close();
        target.close();
        there.close();
        back.close();
        proxy.forget(this);
    }

    /** Resets both sides at once. Bytes under way are lost. */
    void reset() {
        client.reset();
        target.reset();
        close();
    }

    /** Resets the receiver of one direction, and leaves the sender with a connection that is dead without a signal. */
    void resetReceiver(ProxyWay way) {
        finishConnect();
        halfOpen = true;
        (way == proxy.toTarget() ? target : client).reset();
        there.abandon();
        back.abandon();
    }

    /**
     * Stops both directions for ever, including the ends of streams and also after a healing, because the host of one
     * side is gone.
     */
    void vanish() {
        there.stop();
        back.stop();
    }
}
