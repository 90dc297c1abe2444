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
 * One direction between two hosts, and the obstacles on it: it may be blocked, held, slow, narrow or harmful. Bytes
 * that cannot pass wait, as TCP sends them again; none is lost unless a connection ends.
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

    /** Number of the host that sends. */
    public int from() {
        return from.number();
    }

    /** Number of the host that receives. */
    public int to() {
        return to.number();
    }

    /** Nothing passes until {@link #open}. */
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

    /** Nothing passes until the handle is closed or everything is healed; several holds add up. */
    public Handle hold() {
        Hold hold = new Hold();
        holds.add(hold);
        note("held");
        return hold;
    }

    /** Nothing passes for a while, then everything in its order. */
    public void clog(long nanos) {
        cloggedUntilNanos = Math.max(cloggedUntilNanos, simulation().now() + nanos);
        note("clogged");
        simulation().at(cloggedUntilNanos, this::flow);
    }

    /** So many bytes pass per second at most, of all connections together; 0 takes the bound away. */
    public void throttle(long bytes) {
        bytesPerSecond = bytes;
        note("throttled");
        flow();
    }

    /** Everything takes longer, and each piece by a random part of the jitter. */
    public void delay(long nanos, long jitter) {
        delayNanos = nanos;
        jitterNanos = jitter;
    }

    /** From now on this share of the frames has a bit turned over. */
    public void damage(double share, Damage where) {
        damageShare = share;
        damage = where;
        note("damaging");
    }

    /** After so many more bytes, of all connections together, one bit of a byte is turned over, once. */
    public void damageAfter(long bytes) {
        damageAfterBytes = bytes;
        note("damaging");
    }

    /** The fate of attempts to connect from now on. */
    public void receive(Reception value) {
        reception = value;
        flow();
    }

    /** A middlebox breaks all connections: both sides see a reset, and bytes under way are lost. */
    public void reset() {
        note("reset");
        eachPipe((there, back) -> {
            there.reset();
            back.reset();
        });
    }

    /**
     * A middlebox breaks each connection after so many more bytes in this direction: both sides see a reset or an
     * orderly end.
     */
    public void truncate(long afterBytes, boolean withReset) {
        note("truncated");
        eachPipe((there, back) -> there.truncate(afterBytes, withReset));
    }

    /** The frames that are wholly under way, in their order within each connection. */
    public List<InFlight> inFlight() {
        return pipes.stream()
                .flatMap(pipe -> pipe.inFlight().stream())
                .map(InFlight::new)
                .toList();
    }

    /** Takes away all that is in the way. */
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

    /** Whether anything passes. */
    public boolean isOpen() {
        return !blocked
                && holds.isEmpty()
                && cloggedUntilNanos <= network.simulation().now()
                && !from.isDown()
                && !to.isDown();
    }

    /** Does something when the route is open: at once, or later. */
    void whenOpen(Runnable action) {
        if (isOpen()) {
            action.run();
        } else {
            waiting.add(action);
        }
    }

    /** It may be open again. */
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

    /** When so many bytes arrive that are sent now. */
    long arrivalNanos(int bytes) {
        long sent = network.simulation().now();
        if (bytesPerSecond > 0 && bytes > 0) {
            lineFreeNanos = Math.max(lineFreeNanos, sent) + bytes * SECOND / bytesPerSecond;
            sent = lineFreeNanos;
        }
        return sent + latencyNanos();
    }

    /** The bytes as they go on: themselves, or a copy with a bit turned over. */
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

    /** How many of the bytes travel together. */
    int pieceBytes(int bytes) {
        if (bytesPerSecond == 0) {
            return bytes;
        }
        return (int) Math.max(1, Math.min(PIECE_BYTES, bytesPerSecond / PIECES_PER_SECOND));
    }

    boolean isGated() {
        return damageShare > 0 || network.hasGates();
    }

    /** The fate of a frame that begins its way, or null if it passes. */
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

    /** Something for which nothing passes. */
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
     * @param type its type, or null if it is not a frame of Comm
     * @param bytes all its bytes; a copy
     */
    public record InFlight(FrameType type, byte[] bytes) {
        InFlight(Outgoing.Mark mark) {
            this(mark.type(), mark.copy());
        }
    }
}
