package dev.comm.testkit.live.proxy;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One proxied connection: two sides and a pump for each direction. Used on the loop only. */
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

    /** The connect to the target has begun, or is done; until it stands nothing is read from the client. */
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

    /** The kernel may know that the connection stands before the selector says so. */
    void finishConnect() {
        try {
            if (!established && target.channel().finishConnect()) {
                established();
            }
        } catch (IOException e) {
            reset(); // the client is connected already: this is as near to a refusal as it gets
        }
    }

    /** A socket broke: the peer on the other side hears of it behind the bytes under way. */
    void broke(ProxiedSocket side) {
        side.close();
        Pump out = side == client ? there : back;
        Pump in = side == client ? back : there;
        in.abandon();
        out.end(Parcel.Ending.RESET);
    }

    /** Closes if both streams are over; a connection that was left half open waits until its one side ends it. */
    void settle() {
        boolean over = there.isOver() && back.isOver();
        if (over && (!halfOpen || there.isSourceEnded() || back.isSourceEnded())) {
            close();
        }
    }

    /** Closes both sides, as a process that ends. */
    void close() {
        client.close();
        target.close();
        there.close();
        back.close();
        proxy.forget(this);
    }

    /** Resets both sides at once; bytes under way are lost. */
    void reset() {
        client.reset();
        target.reset();
        close();
    }

    /** Resets the receiver of one way and leaves the sender with a connection that is dead without a word. */
    void resetReceiver(ProxyWay way) {
        finishConnect();
        halfOpen = true;
        (way == proxy.toTarget() ? target : client).reset();
        there.abandon();
        back.abandon();
    }

    /** From now on nothing passes, not even the end, also after a healing: one side's host is gone. */
    void vanish() {
        there.stop();
        back.stop();
    }
}
