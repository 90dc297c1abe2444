package dev.comm.bench.crowd;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Many connections to one master, served by one thread. */
final class Crowd implements Closeable {
    private static final int INPUT_BYTES = 256 << 10;
    private static final int LOOK_MILLIS = 5;

    private final Selector selector = Selector.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_BYTES);
    private final List<? extends Bee> bees;
    private final long beatNanos;
    private final int atOnce;
    private InetSocketAddress master;
    private long lookedNanos = System.nanoTime();
    private double due;
    private long beats;
    private int begun;
    private int admitted;
    private int open;

    /**
     * Creates a crowd that has not connected.
     *
     * @param beatNanos the interval of the heartbeats of a node, unless the master requests a longer interval; the
     *     nodes take turns within this time
     * @param atOnce the number of nodes that may be connected and not yet admitted, which a master limits
     */
    Crowd(List<? extends Bee> bees, long beatNanos, int atOnce) throws IOException {
        this.bees = bees;
        this.beatNanos = beatNanos;
        this.atOnce = atOnce;
    }

    /** Begins to connect. {@link #live} goes on with it. */
    void connect(InetSocketAddress master) throws IOException {
        this.master = master;
        connectSome();
    }

    private void connectSome() throws IOException {
        for (; begun < bees.size() && begun - admitted < atOnce; begun++) {
            Bee bee = bees.get(begun);
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            // Nodes set this option, too, because an answer must not wait until the kernel of the master has
            // acknowledged the last heartbeat.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            bee.channel(channel);
            boolean connected = channel.connect(master);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, bee);
            open++;
            if (connected) {
                begin(key, bee);
            }
        }
    }

    /** Answers the master until it has closed every connection, or the time is over. */
    void live(long untilNanos) throws IOException {
        while (open > 0 && System.nanoTime() < untilNanos) {
            selector.select(this::ready, LOOK_MILLIS);
            connectSome();
            beat();
        }
    }

    private void ready(SelectionKey key) {
        Bee bee = (Bee) key.attachment();
        try {
            if (key.isConnectable()) {
                bee.channel().finishConnect();
                begin(key, bee);
            } else {
                read(bee);
            }
        } catch (IOException e) {
            end(bee);
        }
    }

    private void begin(SelectionKey key, Bee bee) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        bee.connected();
        admitted += bee.isAdmitted() ? 1 : 0;
    }

    private void read(Bee bee) throws IOException {
        input.clear();
        if (bee.channel().read(input) < 0) {
            end(bee);
        } else {
            boolean was = bee.isAdmitted();
            bee.received(input.flip());
            admitted += bee.isAdmitted() && !was ? 1 : 0;
        }
    }

    /** Ends the connection of a node. In most cases the master has closed it. The master reports its own errors. */
    private void end(Bee bee) {
        open--;
        admitted += bee.isAdmitted() ? 0 : 1; // other nodes may take the place of this node
        try {
            bee.channel().close();
        } catch (IOException e) {
            throw new IllegalStateException("a connection that is over cannot be closed", e);
        }
    }

    private void beat() {
        long now = System.nanoTime();
        long interval = Math.max(beatNanos, next().intervalNanos());
        due += (now - lookedNanos) / (double) interval * bees.size();
        lookedNanos = now;
        for (; beats < (long) due; beats++) {
            Bee bee = next();
            if (bee.isAdmitted() && bee.channel().isConnected()) {
                try {
                    bee.beat();
                } catch (IOException e) {
                    end(bee);
                }
            }
        }
    }

    private Bee next() {
        return bees.get((int) (beats % bees.size()));
    }

    @Override
    public void close() throws IOException {
        for (Bee bee : bees) {
            if (bee.channel() != null) {
                bee.channel().close();
            }
        }
        selector.close();
    }
}
