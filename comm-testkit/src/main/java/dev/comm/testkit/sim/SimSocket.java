package dev.comm.testkit.sim;

import dev.comm.api.frame.FrameType;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * One end of a simulated connection: the queues of the transport, the kernel's receive buffer, and the window between
 * the two ends.
 */
final class SimSocket {
    private static final long WRITE_AGAIN_NANOS = 30_000;
    private static final long FINISH_NANOS = 2_000_000_000L;

    private enum State {
        DIALLING,
        OPEN,
        /** What is queued is written, then output is shut; input is thrown away. */
        FINISHING,
        /** Output is shut; waits for the peer's end. */
        SHUT,
        CLOSED
    }

    private final SimTransport transport;
    private final int endpoint;
    private final SimNetwork network;
    private final Outgoing outgoing = new Outgoing();
    private final Incoming incoming = new Incoming();
    private final ArrayDeque<Report> reports = new ArrayDeque<>();
    private SimSocket peer;
    private Pipe out;
    private State state = State.DIALLING;
    private int windowUsed;
    private boolean announced;
    private boolean ready;
    private boolean writeDue;

    SimSocket(SimTransport transport, int endpoint, SimNetwork network) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.network = network;
    }

    SimProcess process() {
        return transport.process();
    }

    int endpoint() {
        return endpoint;
    }

    boolean isDialling() {
        return state == State.DIALLING;
    }

    void wire(SimSocket other, Pipe pipe) {
        peer = other;
        out = pipe;
    }

    /** The connection stands. */
    void opened(boolean accepted) {
        if (state == State.CLOSED) {
            if (peer != null) {
                out.add(Pipe.Segment.RESET);
            }
            return;
        }
        state = State.OPEN;
        announced = true;
        report(sink -> {
            transport.trace("opened", endpoint, null);
            sink.opened(endpoint, peer.transport.peerAddress(peer.endpoint), accepted);
        });
        // Bytes may have overtaken the announcement.
        transport.ready(this);
    }

    void notOpened(String why) {
        if (state == State.DIALLING && peer == null) {
            close(Transport.CloseCause.NOT_OPENED, why);
        }
    }

    // What the transport is asked to do.

    void send(Lane lane, ByteBuffer... frame) {
        if (state != State.OPEN) {
            return;
        }
        FrameType type = Outgoing.typeOf(frame);
        Watcher watcher = process().simulation().watcher();
        watcher.sending(process(), type);
        if (state == State.OPEN) {
            outgoing.add(lane, type, frame);
            write();
            watcher.queued(process(), endpoint, queuedBytes(Lane.CONTROL), queuedBytes(Lane.BULK));
            watcher.sent(process(), type);
        }
    }

    long queuedBytes(Lane lane) {
        return outgoing.queuedBytes(lane);
    }

    long writtenBytes() {
        return outgoing.writtenBytes();
    }

    /** Gives the kernel as much as its window takes. */
    void write() {
        Conditions conditions = network.conditions();
        while (canWrite()) {
            int room = conditions.windowBytes() - windowUsed;
            int piece = conditions.piece((int) Math.min(room, outgoing.queuedBytes()), network.random());
            byte[] bytes = outgoing.take(piece);
            windowUsed += bytes.length;
            outgoing.passed().forEach(peer.incoming::expect);
            out.add(socket -> socket.arrived(bytes));
            if (network.random().nextInt(8) == 0 && canWrite()) {
                writeSoon();
                return;
            }
        }
        if (state == State.FINISHING && outgoing.isEmpty()) {
            state = State.SHUT;
            out.add(Pipe.Segment.END);
        }
    }

    private boolean canWrite() {
        return (state == State.OPEN || state == State.FINISHING)
                && !outgoing.isEmpty()
                && windowUsed < network.conditions().windowBytes();
    }

    /** The socket took a part of a write; it takes more in a moment. */
    private void writeSoon() {
        if (!writeDue) {
            writeDue = true;
            network.simulation().at(network.simulation().now() + WRITE_AGAIN_NANOS, this::writable);
        }
    }

    private void writable() {
        writeDue = false;
        if (state == State.OPEN && !outgoing.isEmpty()) {
            report(sink -> sink.writable(endpoint));
        } else if (state == State.FINISHING) {
            write();
        }
    }

    void finish() {
        if (state == State.DIALLING) {
            abort();
        } else if (state == State.OPEN) {
            state = State.FINISHING;
            network.simulation().at(network.simulation().now() + FINISH_NANOS, this::abort);
            write();
            transport.ready(this);
        }
    }

    void abort() {
        if (state == State.CLOSED) {
            return;
        }
        if (peer != null) {
            out.reset();
        }
        close(Transport.CloseCause.LOCAL, "");
    }

    /** The process was killed: end of stream for the peer, or a reset if it had sent what was never read. */
    void killed() {
        if (peer != null && state != State.CLOSED) {
            out.add(incoming.isEmpty() ? Pipe.Segment.END : Pipe.Segment.RESET);
        }
        state = State.CLOSED;
    }

    // What comes in; the kernel's work, done whatever the process does.

    void arrived(byte[] bytes) {
        if (state == State.CLOSED) {
            out.add(Pipe.Segment.RESET);
            return;
        }
        incoming.add(bytes);
        transport.ready(this);
    }

    void arrivedEnd() {
        incoming.end(Transport.CloseCause.END_OF_STREAM);
        transport.ready(this);
    }

    void arrivedReset() {
        incoming.end(Transport.CloseCause.RESET);
        transport.ready(this);
    }

    /** The peer read bytes: there is room for more. */
    private void acknowledged(int bytes) {
        boolean wasFull = windowUsed >= network.conditions().windowBytes();
        windowUsed -= bytes;
        if (wasFull && !outgoing.isEmpty()) {
            writable();
        }
    }

    // Reports to the process.

    boolean markReady() {
        boolean first = !ready && (announced || !reports.isEmpty());
        ready |= first;
        return first;
    }

    private void report(Report report) {
        reports.add(report);
        transport.ready(this);
    }

    /** On the process's turn: tells what happened since the last time. */
    int report(Transport.Sink sink) {
        ready = false;
        int count = 0;
        for (Report next = reports.poll(); next != null; next = reports.poll()) {
            next.to(sink);
            count++;
        }
        while (state != State.CLOSED && incoming.hasBytes()) {
            read(sink);
            count++;
        }
        if (state != State.CLOSED && incoming.ending() != null) {
            ended();
            count += report(sink);
        }
        return count;
    }

    private void read(Transport.Sink sink) {
        ByteBuffer bytes = incoming.take(network.conditions(), network.random());
        int length = bytes.remaining();
        acknowledge(length);
        if (state != State.OPEN) {
            return;
        }
        transport.trace("reads", endpoint, bytes);
        sink.received(endpoint, bytes);
        incoming.passed().forEach(type -> process().simulation().watcher().received(process(), type));
    }

    private void acknowledge(int bytes) {
        SimSocket writer = peer;
        if (writer.outgoing.isEmpty()) {
            // Nobody waits for the room: the acknowledgement needs no event of its own.
            writer.windowUsed -= bytes;
        } else {
            out.add(socket -> socket.acknowledged(bytes));
        }
    }

    private void ended() {
        boolean local = state == State.FINISHING || state == State.SHUT;
        Transport.CloseCause cause = local ? Transport.CloseCause.LOCAL : incoming.ending();
        if (incoming.ending() == Transport.CloseCause.END_OF_STREAM && state != State.SHUT) {
            out.add(Pipe.Segment.END);
        }
        close(cause, cause == Transport.CloseCause.RESET ? "connection reset by peer" : "");
    }

    private void close(Transport.CloseCause cause, String detail) {
        state = State.CLOSED;
        outgoing.clear();
        announced = true;
        report(sink -> {
            transport.trace("closed " + cause, endpoint, null);
            transport.forget(this);
            sink.closed(endpoint, cause, detail);
        });
    }

    /** Something the process has to hear. */
    private interface Report {
        void to(Transport.Sink sink);
    }
}
