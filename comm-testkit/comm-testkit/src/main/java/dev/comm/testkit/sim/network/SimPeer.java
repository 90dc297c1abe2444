package dev.comm.testkit.sim.network;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/** A process with one connection and without a driver. It reads and ends only when the test calls its methods. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimPeer {
    private final SimProcess process;
    private final SimTransport transport;
    private final Ear ear = new Ear();
    private final int endpoint;

    /** Begins to connect. The connection is open after some virtual time. */
    public SimPeer(Simulation simulation, InetSocketAddress door, long timeoutNanos) {
        process = simulation.process("peer");
        transport = new SimTransport(process, SimTransport.DEFAULTS);
        process.add(transport);
        endpoint = transport.connect(door, timeoutNanos);
    }

    /** Returns whether the connection is open. This call reads no bytes. */
    public boolean isConnected() {
        SimSocket socket = transport.socket(endpoint);
        return socket != null && !socket.isDialling() && !socket.isClosed();
    }

    /** Writes bytes. Returns 0 without writing while bytes of the last write wait for the window. */
    public int write(byte[] bytes) {
        if (!isConnected() || transport.queuedBytes(endpoint, Lane.BULK) > 0) {
            return 0;
        }
        transport.send(endpoint, Lane.BULK, ByteBuffer.wrap(bytes.clone()));
        return bytes.length;
    }

    /** Returns whether the kernel of the peer has unread bytes. */
    public boolean hasUnread() {
        SimSocket socket = transport.socket(endpoint);
        return socket != null && socket.incoming().hasBytes();
    }

    /** Reads the bytes that have arrived. */
    public byte[] read() {
        transport.poll(0, ear);
        byte[] all = ear.bytes.toByteArray();
        ear.bytes.reset();
        return all;
    }

    /** Returns whether a read has found the end of the stream. */
    public boolean hasEnded() {
        return ear.ended;
    }

    /** Ends the output of the peer. The other direction stays open. */
    public void shutOutput() {
        SimSocket socket = transport.socket(endpoint);
        if (socket != null) {
            socket.end();
        }
    }

    /** Kills the process. Its kernel ends the connection. */
    public void die() {
        process.crash();
    }

    /** Breaks the connection. */
    public void reset() {
        transport.abort(endpoint);
    }

    /** A sink that keeps incoming bytes. */
    private static final class Ear implements Transport.Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        @Override
        public void opened(int endpoint, Peer peer) {
            // The peer checks the socket instead.
        }

        @Override
        public void received(int endpoint, ByteBuffer in) {
            byte[] copy = new byte[in.remaining()];
            in.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void writable(int endpoint) {
            // The peer writes only when the test calls write.
        }

        @Override
        public void closed(int endpoint, Transport.CloseCause cause, String detail) {
            ended = true;
        }
    }
}
