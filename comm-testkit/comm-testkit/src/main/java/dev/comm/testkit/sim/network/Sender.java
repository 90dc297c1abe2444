package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Lane;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Watcher;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** The sending side of a socket. It gives the kernel as many bytes as the window between the two ends takes. */
final class Sender {
    private static final long WRITE_AGAIN_NANOS = 30_000;
    private static final int PAUSE_ONE_IN = 8;

    private final SimSocket socket;
    private final SimNetwork network;
    private final Outgoing outgoing = new Outgoing();
    private final Map<Lane, Long> postponed = new EnumMap<>(Lane.class);
    private SimSocket peer;
    private Pipe pipe;
    private int windowUsed;
    private boolean writeDue;
    private boolean ends;

    Sender(SimSocket socket, SimNetwork network) {
        this.socket = socket;
        this.network = network;
    }

    void wire(SimSocket other, Pipe out) {
        peer = other;
        pipe = out;
    }

    Pipe pipe() {
        return pipe;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    /**
     * Queues a frame and writes as many bytes as possible. If the process is stopped just before, it does so after it
     * resumes.
     */
    void send(Lane lane, ByteBuffer... frame) {
        if (!socket.isTaking()) {
            return;
        }
        FrameType type = Outgoing.typeOf(frame);
        SimProcess process = socket.process();
        process.simulation().watcher().sending(process, type);
        ByteBuffer whole = Outgoing.whole(frame);
        if (process.isStopped()) {
            postpone(lane, whole, () -> queue(lane, type, whole));
        } else {
            queue(lane, type, whole);
        }
    }

    /**
     * Keeps a frame that a stopped process would queue. The frame counts as queued, because otherwise the process would
     * send more than its limit.
     */
    void postpone(Lane lane, ByteBuffer whole, Runnable then) {
        long bytes = whole.remaining();
        postponed.merge(lane, bytes, Long::sum);
        socket.process().happen(() -> {
            postponed.merge(lane, -bytes, Long::sum);
            then.run();
        });
    }

    long queuedBytes(Lane lane) {
        return outgoing.queuedBytes(lane) + postponed.getOrDefault(lane, 0L);
    }

    private void queue(Lane lane, FrameType type, ByteBuffer whole) {
        if (socket.isTaking()) {
            SimProcess process = socket.process();
            Watcher watcher = process.simulation().watcher();
            outgoing.add(lane, type, whole);
            write();
            watcher.queued(
                    process, socket.endpoint(), outgoing.queuedBytes(Lane.CONTROL), outgoing.queuedBytes(Lane.BULK));
            watcher.sent(process, type);
        }
    }

    /** Writes as many bytes as possible, and then shuts the output if the end was requested. */
    void write() {
        while (canWrite()) {
            boolean partly = network.buggify().fires(Buggify.Site.PARTIAL_WRITE);
            ByteBuffer bytes = outgoing.take(partly ? 1 : pieceBytes(), pipe.route());
            if (!socket.isWriting()) {
                // The rule for frames may have ended this process.
                return;
            }
            pass(bytes);
            if ((partly || network.random().nextInt(PAUSE_ONE_IN) == 0) && canWrite()) {
                writeSoon();
                return;
            }
        }
        if (ends && outgoing.isEmpty() && socket.isWriting()) {
            ends = false;
            pipe.add(Segment.end());
            socket.outputShut();
        }
    }

    private int pieceBytes() {
        Conditions conditions = network.conditions();
        int room = (int) Math.min(conditions.windowBytes() - windowUsed, outgoing.queuedBytes());
        return conditions.piece(room, network.random());
    }

    private void pass(ByteBuffer bytes) {
        windowUsed += bytes.remaining();
        outgoing.passed().forEach(peer.incoming()::expect);
        pipe.addData(bytes, outgoing.delayNanos());
    }

    private boolean canWrite() {
        return socket.isWriting()
                && !outgoing.isEmpty()
                && windowUsed < network.conditions().windowBytes();
    }

    /** Plans a further write soon, because the socket took only a part of the last write. */
    private void writeSoon() {
        if (!writeDue) {
            writeDue = true;
            network.simulation().at(network.simulation().now() + WRITE_AGAIN_NANOS, this::writable);
        }
    }

    private void writable() {
        writeDue = false;
        if (!outgoing.isEmpty()) {
            socket.writable();
        }
    }

    /** Shuts the output when everything is written. */
    void end() {
        ends = true;
        write();
    }

    /** Reports to this side that the peer has read the given number of bytes. */
    void acknowledge(int bytes) {
        if (outgoing.isEmpty() && peer.out().route().isOpen()) {
            // No thread waits for the freed space, so the acknowledgement needs no event of its own.
            windowUsed -= bytes;
        } else {
            peer.out().add(Segment.read(bytes));
        }
    }

    /** Frees the space of the given number of bytes in the window. */
    void acknowledged(int bytes) {
        boolean wasFull = windowUsed >= network.conditions().windowBytes();
        windowUsed -= bytes;
        if (wasFull) {
            writable();
        }
    }
}
