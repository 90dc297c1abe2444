package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.tls.TestEngines;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that measures the round trip of an echo by turns through the transport, encrypted and not, and through
 * plain NIO. It is started by hand. The arguments are the size in bytes and the kinds to measure, separated by commas.
 */
final class EchoMeasure {
    private static final int ROUNDS = 5;
    private static final int TRIPS = 20_000;
    private static final String[] KINDS = {
        "raw-blocking",
        "raw-read",
        "raw-select",
        "raw-selectNow",
        "comm-poll",
        "comm-poll0",
        "comm-tls-poll",
        "comm-tls-poll0"
    };

    private static final TlsEngines ENGINES = TestEngines.of(Certificates.master());

    private EchoMeasure() {}

    interface Side extends AutoCloseable {
        void trip() throws IOException;

        @Override
        void close() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        String[] kinds = args.length > 1 ? args[1].split(",") : KINDS;
        double[][] medians = new double[kinds.length][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int kind = 0; kind < kinds.length; kind++) {
                medians[kind][round] = measure(kinds[kind], size);
            }
        }
        for (int kind = 0; kind < kinds.length; kind++) {
            Arrays.sort(medians[kind]);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %d B: p50 %.2f us (best %.2f, worst %.2f)%n",
                    kinds[kind],
                    size,
                    medians[kind][ROUNDS / 2],
                    medians[kind][0],
                    medians[kind][ROUNDS - 1]);
        }
    }

    private static double measure(String kind, int size) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            if (kind.startsWith("comm")) {
                return measureTransport(kind.contains("tls") ? ENGINES : null, kind.endsWith("0"), size, over);
            }
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(door.getLocalAddress());
            SocketChannel server = door.accept();
            Thread echo = new Thread(() -> serve(raw(kind, server, size), over));
            echo.start();
            try (Side side = raw(kind, client, size)) {
                return trips(
                        () -> {
                            ((Raw) side).write();
                            side.trip();
                        },
                        size);
            } finally {
                over.set(true);
                echo.join();
            }
        }
    }

    private static void serve(Raw side, AtomicBoolean over) {
        try (side) {
            while (!over.get()) {
                side.trip();
                side.write();
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    interface Action {
        void run() throws IOException;
    }

    private static double trips(Action trip, int size) throws IOException {
        int count = size > 100_000 ? TRIPS / 20 : TRIPS;
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long from = System.nanoTime();
            trip.run();
            nanos[i] = System.nanoTime() - from;
        }
        Arrays.sort(nanos);
        return nanos[count / 2] / 1_000.0;
    }

    private static Raw raw(String kind, SocketChannel channel, int size) {
        try {
            return new Raw(kind, channel, size);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Raw implements Side {
        private final SocketChannel channel;
        private final ByteBuffer buffer;
        private final Selector selector;
        private final boolean now;

        Raw(String kind, SocketChannel channel, int size) throws IOException {
            this.channel = channel;
            buffer = ByteBuffer.allocateDirect(size);
            now = kind.endsWith("Now");
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            selector = kind.startsWith("raw-select") ? Selector.open() : null;
            channel.configureBlocking(kind.equals("raw-blocking"));
            if (selector != null) {
                channel.register(selector, SelectionKey.OP_READ);
            }
        }

        void write() throws IOException {
            buffer.rewind();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void trip() throws IOException {
            buffer.clear();
            while (buffer.hasRemaining()) {
                if (selector != null) {
                    int ready = now ? selector.selectNow(k -> {}) : selector.select(k -> {}, 1_000);
                    if (ready == 0) {
                        Thread.yield();
                        continue;
                    }
                }
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new IOException("end");
                }
                if (count == 0) {
                    Thread.yield();
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (selector != null) {
                selector.close();
            }
        }
    }

    private static double measureTransport(TlsEngines engines, boolean now, int size, AtomicBoolean over)
            throws Exception {
        try (Transport server = new TcpTransport(Station.CONFIG, engines);
                Transport client = new TcpTransport(Station.CONFIG, engines)) {
            InetSocketAddress address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread echo = new Thread(() -> {
                Counter sink = new Counter(server, size);
                while (!over.get()) {
                    turn(server, sink, now);
                    if (sink.left <= 0) {
                        sink.left = size;
                        server.send(sink.endpoint, Lane.BULK, sink.reply());
                    }
                }
            });
            echo.start();
            Counter sink = new Counter(client, size);
            int endpoint = client.connect(address, TimeUnit.SECONDS.toNanos(5));
            while (sink.endpoint == 0) {
                client.poll(1_000_000, sink);
            }
            try {
                return trips(
                        () -> {
                            sink.left = size;
                            client.send(endpoint, Lane.BULK, sink.reply());
                            while (sink.left > 0) {
                                turn(client, sink, now);
                            }
                        },
                        size);
            } finally {
                over.set(true);
                server.wakeup();
                echo.join();
            }
        }
    }

    private static void turn(Transport transport, Transport.Sink sink, boolean now) {
        if (transport.poll(now ? 0 : 1_000_000_000L, sink) == 0 && now) {
            Thread.yield();
        }
    }

    private static final class Counter implements Transport.Sink {
        private final Transport transport;
        private final byte[] bytes;
        private int endpoint;
        private int left;

        Counter(Transport transport, int size) {
            this.transport = transport;
            this.bytes = new byte[size];
            this.left = size;
        }

        ByteBuffer reply() {
            return ByteBuffer.wrap(bytes);
        }

        @Override
        public void opened(int number, Peer peer) {
            endpoint = number;
        }

        @Override
        public void received(int number, ByteBuffer in) {
            int count = in.remaining();
            in.get(bytes, 0, count <= bytes.length ? count : bytes.length);
            left -= count;
        }

        @Override
        public void writable(int number) {
            transport.flush(number);
        }

        @Override
        public void closed(int number, Transport.CloseCause cause, String detail) {}
    }
}
