package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Lane;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Watcher;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** The sending side of a socket: gives the kernel as much as the window between the two ends takes. */
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

    /** Queues a frame and writes as much as goes; if the process is stopped just before, it does so when it goes on. */
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
     * The frames that a stopped process would queue: they count as queued, or the process would give more than it may.
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

    /** Writes as much as goes; then shuts output if that was asked for. */
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

    /** The socket took a part of a write; it takes more in a moment. */
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

    /** Shuts output when everything is written. */
    void end() {
        ends = true;
        write();
    }

    /** The peer has read so many bytes: tells this side. */
    void acknowledge(int bytes) {
        if (outgoing.isEmpty() && peer.out().route().isOpen()) {
            // Nobody waits for the room: the acknowledgement needs no event of its own.
            windowUsed -= bytes;
        } else {
            peer.out().add(Segment.read(bytes));
        }
    }

    /** There is room for more. */
    void acknowledged(int bytes) {
        boolean wasFull = windowUsed >= network.conditions().windowBytes();
        windowUsed -= bytes;
        if (wasFull) {
            writable();
        }
    }
}
