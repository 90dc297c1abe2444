package dev.comm.testkit.sim.network;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.api.spi.Transport.Sink;
import dev.comm.testkit.sim.process.SimProcess;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One end of a simulated connection, with its states, its incoming bytes, and the reports to the process. */
final class SimSocket {
    private enum State {
        DIALLING,
        OPEN,
        /** The socket writes its queued bytes and then shuts its output. It discards all input. */
        FINISHING,
        CLOSED
    }

    private final SimTransport transport;
    private final int endpoint;
    private final SimNetwork network;
    private final Sender sender;
    private final Incoming incoming = new Incoming();
    private final Farewell farewell = new Farewell(this);
    private final SocketReports reports = new SocketReports();
    private SimSocket peer;
    private State state = State.DIALLING;
    private boolean outputShut;
    private boolean announced;
    private boolean ready;

    SimSocket(SimTransport transport, int endpoint, SimNetwork network) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.network = network;
        this.sender = new Sender(this, network);
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

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean isWriting() {
        return !outputShut && (state == State.OPEN || state == State.FINISHING);
    }

    Sender sender() {
        return sender;
    }

    Incoming incoming() {
        return incoming;
    }

    Pipe out() {
        return sender.pipe();
    }

    void wire(SimSocket other, Pipe pipe) {
        peer = other;
        sender.wire(other, pipe);
    }

    /** Opens the socket, because the kernel accepted this connection for a process that listens. */
    void accepted() {
        state = State.OPEN;
        opened(true);
    }

    private void opened(boolean accepted) {
        announced = true;
        report(sink -> {
            transport.trace("opened", endpoint, null);
            transport.told(accepted);
            if (accepted && transport.isCrowded()) {
                turnAway();
                return;
            }
            sink.opened(endpoint, Peer.plain(peer.transport.peerAddress(peer.endpoint), accepted));
            if (!sender.outgoing().isEmpty()) {
                // These frames were sent before the connection was open.
                sink.writable(endpoint);
            }
        });
    }

    /** Closes the connection before the process receives a report of it, because there are too many connections. */
    private void turnAway() {
        release();
        transport.forget(this);
    }

    void notOpened(String why) {
        if (state == State.DIALLING) {
            close(CloseCause.NOT_OPENED, why);
        }
    }

    // The requests to the transport.

    boolean isTaking() {
        return state == State.DIALLING || state == State.OPEN && !outputShut;
    }

    /** Shuts the output when everything is written, and goes on reading. */
    void end() {
        if (state == State.OPEN) {
            sender.end();
        }
    }

    /** Notes that the output is shut. */
    void outputShut() {
        outputShut = true;
        if (state == State.FINISHING) {
            farewell.shut();
            transport.ready(this);
        }
    }

    void finish() {
        if (state == State.DIALLING) {
            abort();
        } else if (state == State.OPEN) {
            state = State.FINISHING;
            farewell.begin();
            if (outputShut) {
                outputShut();
            } else {
                sender.end();
            }
            transport.ready(this);
        }
    }

    void abort() {
        if (state != State.CLOSED) {
            if (peer != null) {
                out().reset();
            }
            state = State.CLOSED;
            close(CloseCause.LOCAL, "closed by this side");
        }
    }

    /** Closes the socket as the last step of its orderly end. */
    void closeLocally(String detail) {
        if (state == State.FINISHING) {
            close(CloseCause.LOCAL, detail);
        }
    }

    // Incoming bytes; the kernel's work, independent of the process.

    /** Opens the socket, because the kernel of the peer has answered. */
    void arrivedAnswer() {
        if (state == State.DIALLING) {
            state = State.OPEN;
            opened(false);
        } else {
            out().add(Segment.reset());
        }
    }

    void arrived(ByteBuffer bytes) {
        if (state == State.CLOSED) {
            out().add(Segment.reset());
        } else {
            incoming.add(bytes);
            transport.ready(this);
        }
    }

    void arrivedEnd() {
        incoming.end(CloseCause.END_OF_STREAM, true);
        transport.ready(this);
    }

    void arrivedReset() {
        if (state == State.DIALLING) {
            notOpened("connection reset");
        } else {
            incoming.end(CloseCause.RESET, network.conditions().readableAfterReset());
            transport.ready(this);
        }
    }

    // Reports to the process.

    boolean markReady() {
        boolean first = !ready && (state == State.CLOSED ? !reports.isEmpty() : announced);
        ready |= first;
        return first;
    }

    private void report(Consumer<Sink> report) {
        reports.add(report);
        transport.ready(this);
    }

    /** Reports that the kernel takes bytes again. */
    void writable() {
        if (state == State.OPEN) {
            report(sink -> sink.writable(endpoint));
        } else {
            sender.write();
        }
    }

    /** Reports the events since the last turn. Called on the turn of the process. */
    void report(Sink sink) {
        ready = false;
        reports.tell(sink);
        Buggify buggify = network.buggify();
        if (state == State.OPEN && buggify.fires(Buggify.Site.NEEDLESS_WRITABLE)) {
            sink.writable(endpoint);
        }
        if (incoming.hasBytes() && buggify.fires(Buggify.Site.EMPTY_READ)) {
            transport.ready(this);
            return;
        }
        while (state != State.CLOSED && incoming.hasBytes() && !process().isStopped()) {
            read(sink);
        }
        if (process().isStopped()) {
            transport.ready(this);
            return;
        }
        endIfDue();
        reports.tell(sink);
    }

    private void read(Sink sink) {
        ByteBuffer bytes = incoming.take(network.conditions(), network.random());
        peer.sender.acknowledge(bytes.remaining());
        if (state != State.OPEN) {
            farewell.discard(bytes.remaining());
            return;
        }
        transport.trace("reads", endpoint, bytes);
        sink.received(endpoint, bytes);
        incoming.passed().forEach(type -> process().simulation().watcher().received(process(), type));
    }

    private void endIfDue() {
        CloseCause ending = incoming.ending();
        if (state == State.CLOSED) {
            return;
        }
        if (ending == CloseCause.RESET) {
            close(state == State.OPEN ? ending : CloseCause.LOCAL, "connection reset by peer");
        } else if (farewell.hasHeardEnough() || farewell.isShut() && ending != null) {
            closeLocally("finished");
        } else if (ending != null && state == State.OPEN) {
            close(ending, "the peer closed the connection");
        }
    }

    private void close(CloseCause cause, String detail) {
        release();
        announced = true;
        report(sink -> {
            transport.trace("closed " + cause, endpoint, null);
            transport.forget(this);
            sink.closed(endpoint, cause, detail);
        });
    }

    /**
     * Closes the socket in the kernel. The peer sees an end of stream, or a reset if some of its bytes were never read.
     */
    void release() {
        if (state == State.OPEN || state == State.FINISHING) {
            if (incoming.hasBytes()) {
                out().add(Segment.reset());
            } else if (!outputShut && incoming.ending() != CloseCause.RESET) {
                out().add(Segment.end());
            }
        }
        state = State.CLOSED;
        sender.outgoing().clear();
    }

    /**
     * Loses the socket, because the host lost power. The unsent bytes of the kernel are gone, and incoming bytes are
     * answered with a reset.
     */
    void lost() {
        state = State.CLOSED;
        sender.outgoing().clear();
        if (peer != null) {
            out().drop();
        }
    }
}
