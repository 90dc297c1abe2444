package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.sim.process.Host;
import dev.comm.testkit.sim.process.Simulation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apiguardian.api.API;

/**
 * One direction between two hosts, with the obstacles on it. The direction may be blocked, held, slow, narrow or
 * harmful. Bytes that cannot pass wait, because TCP sends them again. Bytes are lost only if a connection ends.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Route {
    private static final long SECOND = 1_000_000_000L;
    private static final long NONE = -1;
    private static final int PIECE_BYTES = 1_460;
    private static final int PIECES_PER_SECOND = 20;

    private final SimNetwork network;
    private final Host from;
    private final Host to;
    private final List<Pipe> pipes = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Reception reception = Reception.PASSED;
    private boolean blocked;
    private final List<Hold> holds = new ArrayList<>();
    private long cloggedUntilNanos;
    private long bytesPerSecond;
    private long lineFreeNanos;
    private long delayNanos;
    private long jitterNanos;
    private double damageShare;
    private Damage damage = Damage.ANYWHERE;
    private long damageAfterBytes = NONE;

    Route(SimNetwork network, Host from, Host to) {
        this.network = network;
        this.from = from;
        this.to = to;
    }

    Simulation simulation() {
        return network.simulation();
    }

    /** Returns the number of the host that sends. */
    public int from() {
        return from.number();
    }

    /** Returns the number of the host that receives. */
    public int to() {
        return to.number();
    }

    /** Stops all bytes until {@link #open}. */
    public void block() {
        blocked = true;
        note("blocked");
    }

    /** Ends a block. */
    public void open() {
        if (blocked) {
            blocked = false;
            note("open");
            flow();
        }
    }

    /** Stops all bytes until the handle is closed or everything is healed. Several holds add up. */
    public Handle hold() {
        Hold hold = new Hold();
        holds.add(hold);
        note("held");
        return hold;
    }

    /** Stops all bytes for the given time. Then they go on in their order. */
    public void clog(long nanos) {
        cloggedUntilNanos = Math.max(cloggedUntilNanos, simulation().now() + nanos);
        note("clogged");
        simulation().at(cloggedUntilNanos, this::flow);
    }

    /** Limits the rate of all connections together to the given number of bytes per second; 0 removes the limit. */
    public void throttle(long bytes) {
        bytesPerSecond = bytes;
        note("throttled");
        flow();
    }

    /** Delays everything by the given time, and each piece also by a random part of the jitter. */
    public void delay(long nanos, long jitter) {
        delayNanos = nanos;
        jitterNanos = jitter;
    }

    /** Flips a bit in the given share of the frames from now on. */
    public void damage(double share, Damage where) {
        damageShare = share;
        damage = where;
        note("damaging");
    }

    /** Flips once one bit of the byte that follows the given number of further bytes, counted over all connections. */
    public void damageAfter(long bytes) {
        damageAfterBytes = bytes;
        note("damaging");
    }

    /** Sets the reaction to attempts to connect from now on. */
    public void receive(Reception value) {
        reception = value;
        flow();
    }

    /** Breaks all connections, as a middlebox does. Both sides see a reset, and the bytes under way are lost. */
    public void reset() {
        note("reset");
        eachPipe((there, back) -> {
            there.reset();
            back.reset();
        });
    }

    /**
     * Breaks each connection after the given number of further bytes in this direction, as a middlebox does. Both sides
     * see a reset or an orderly end.
     */
    public void truncate(long afterBytes, boolean withReset) {
        note("truncated");
        eachPipe((there, back) -> there.truncate(afterBytes, withReset));
    }

    /** Returns the frames that are wholly under way, in their order within each connection. */
    public List<InFlight> inFlight() {
        return pipes.stream()
                .flatMap(pipe -> pipe.inFlight().stream())
                .map(InFlight::new)
                .toList();
    }

    /** Removes all obstacles. */
    void heal() {
        blocked = false;
        holds.clear();
        cloggedUntilNanos = 0;
        bytesPerSecond = 0;
        delay(0, 0);
        damageShare = 0;
        damageAfterBytes = NONE;
        reception = Reception.PASSED;
        flow();
    }

    /** Returns whether bytes pass. */
    public boolean isOpen() {
        return !blocked
                && holds.isEmpty()
                && cloggedUntilNanos <= network.simulation().now()
                && !from.isDown()
                && !to.isDown();
    }

    /** Runs an action at once if the route is open, or else as soon as it opens. */
    void whenOpen(Runnable action) {
        if (isOpen()) {
            action.run();
        } else {
            waiting.add(action);
        }
    }

    /** Lets waiting bytes and actions go on, if the route is open. */
    void flow() {
        if (isOpen()) {
            lineFreeNanos = 0;
            pipes.forEach(Pipe::hurry);
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    Pipe pipe(SimSocket source, SimSocket target) {
        pipes.removeIf(Pipe::isOver);
        Pipe pipe = new Pipe(this, source, target);
        pipes.add(pipe);
        return pipe;
    }

    Reception reception() {
        return reception;
    }

    long latencyNanos() {
        long extra =
                jitterNanos == 0 ? delayNanos : delayNanos + network.random().nextLong(jitterNanos);
        return network.conditions().latencyNanos(network.random()) + extra;
    }

    /** Returns the time at which the given number of bytes arrives if it is sent now. */
    long arrivalNanos(int bytes) {
        long sent = network.simulation().now();
        if (bytesPerSecond > 0 && bytes > 0) {
            lineFreeNanos = Math.max(lineFreeNanos, sent) + bytes * SECOND / bytesPerSecond;
            sent = lineFreeNanos;
        }
        return sent + latencyNanos();
    }

    /** Returns the bytes, or a copy of them with a flipped bit. */
    ByteBuffer damaged(ByteBuffer bytes) {
        if (damageAfterBytes == NONE) {
            return bytes;
        }
        if (damageAfterBytes >= bytes.remaining()) {
            damageAfterBytes -= bytes.remaining();
            return bytes;
        }
        ByteBuffer copy =
                ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        int place = (int) damageAfterBytes;
        copy.put(place, (byte) (copy.get(place) ^ 1 << network.damages().nextInt(Byte.SIZE)));
        damageAfterBytes = NONE;
        note("damages");
        return copy;
    }

    /** Returns the number of bytes that travel together. */
    int pieceBytes(int bytes) {
        if (bytesPerSecond == 0) {
            return bytes;
        }
        return (int) Math.max(1, Math.min(PIECE_BYTES, bytesPerSecond / PIECES_PER_SECOND));
    }

    boolean isGated() {
        return damageShare > 0 || network.hasGates();
    }

    /** Returns the fate of a frame at the start of its way, or null if the frame passes. */
    Fate fate(FrameType type, byte[] frame) {
        Fate fate = network.fate(this, type, frame);
        if (fate == null && damageShare > 0 && network.damages().nextDouble() < damageShare) {
            note("damages");
            return new Fate(List.of(damage.done(frame, network.damages())), 0);
        }
        return fate;
    }

    private void eachPipe(BiConsumer<Pipe, Pipe> action) {
        List.copyOf(pipes).forEach(pipe -> action.accept(pipe, pipe.opposite()));
    }

    private void note(String what) {
        network.simulation().trace().add(network.simulation().now(), "host " + from.number(), what, to.number());
    }

    /** A hold, during which no bytes pass. */
    private final class Hold implements Handle {
        @Override
        public void close() {
            if (holds.remove(this)) {
                note("released");
                flow();
            }
        }
    }

    /**
     * A frame under way.
     *
     * @param type the type of the frame, or null if it is not a frame of Comm
     * @param bytes a copy of all bytes of the frame
     */
    public record InFlight(FrameType type, byte[] bytes) {
        InFlight(Outgoing.Mark mark) {
            this(mark.type(), mark.copy());
        }
    }
}
