package dev.comm.testkit.sim.network;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Two hosts with plain transports. One of them listens, and the other one connects. */
final class Wire implements AutoCloseable {
    static final long SECOND = 1_000_000_000L;
    static final long MILLI = 1_000_000L;
    static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final TransportConfig CONFIG =
            TransportConfig.builder().authenticated(true).unsafeAnonymous(true).build();

    final Simulation simulation;
    final SimNetwork network;
    final End server;
    final End client;

    Wire(long seed) {
        this(seed, CONFIG);
    }

    Wire(long seed, TransportConfig config) {
        simulation = new Simulation(seed, new Trace(false));
        network = SimNetwork.of(simulation);
        server = new End(simulation.process("server"), config);
        client = new End(simulation.process("client"), CONFIG);
        server.transport.listen(ADDRESS);
    }

    /** Returns a connected wire. */
    static Wire open(long seed) {
        return open(seed, Conditions.QUIET);
    }

    static Wire open(long seed, Conditions conditions) {
        Wire wire = new Wire(seed);
        wire.network.conditions(conditions);
        wire.client.connect();
        wire.run(SECOND);
        wire.server.log.clear();
        wire.client.log.clear();
        return wire;
    }

    Route there() {
        return network.route(client.process, server.process);
    }

    Route back() {
        return network.route(server.process, client.process);
    }

    /** Lets the given time pass. */
    void run(long nanos) {
        simulation.run(simulation.now() + nanos, () -> false);
    }

    @Override
    public void close() {
        simulation.close();
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i ^ i >> 8);
        }
        return bytes;
    }

    /** A process with a transport, which polls on every event unless it is deaf. */
    final class End implements Transport.Sink {
        final SimProcess process;
        final SimTransport transport;
        final List<String> log = new ArrayList<>();
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        int endpoint;
        private boolean deaf;
        private boolean due;

        End(SimProcess process, TransportConfig config) {
            this.process = process;
            this.transport = new SimTransport(process, config);
            process.add(transport);
            transport.onReady(this::pollSoon);
        }

        private void pollSoon() {
            if (!due && !deaf) {
                due = true;
                process.later(1_000, () -> {
                    due = false;
                    transport.poll(0, this);
                    if (transport.isReady()) {
                        pollSoon();
                    }
                });
            }
        }

        void deaf(boolean value) {
            deaf = value;
            if (!deaf && transport.isReady()) {
                pollSoon();
            }
        }

        void connect() {
            connect(100 * SECOND);
        }

        void connect(long timeoutNanos) {
            endpoint = transport.connect(ADDRESS, timeoutNanos);
        }

        void send(byte[] bytes) {
            transport.send(endpoint, Lane.BULK, ByteBuffer.wrap(bytes));
        }

        long unwritten() {
            return transport.queuedBytes(endpoint, Lane.BULK);
        }

        @Override
        public void opened(int opened, Peer peer) {
            endpoint = opened;
            log.add(peer.accepted() ? "accepted" : "opened");
        }

        @Override
        public void received(int from, ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            received.writeBytes(copy);
        }

        @Override
        public void writable(int writable) {
            transport.flush(writable);
        }

        @Override
        public void closed(int closed, Transport.CloseCause cause, String detail) {
            log.add("closed " + cause);
        }
    }
}
