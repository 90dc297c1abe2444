package dev.comm.testkit.engine;

import dev.comm.core.machine.Machine;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.history.FrameListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The values for a run from outside of its scenario: the seed, a plan that takes the place of the drawn one, and the
 * amount of notes. For campaigns, which repeat runs and shorten their plans. Immutable.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replay implements Cloneable {
    private final long seed;
    private FaultPlan plan;
    private boolean traced;
    private boolean stepped;
    private BiFunction<Integer, Machine, Machine> mutation = (process, machine) -> machine;
    private Consumer<Run> watcher = run -> {};
    private FrameListener frames;
    private Duration limit;
    private long eventsMax;

    private Replay(long seed) {
        this.seed = seed;
    }

    /** A run from its seed. */
    public static Replay of(long seed) {
        return new Replay(seed);
    }

    private Replay changed(Consumer<Replay> change) {
        try {
            Replay copy = (Replay) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a plan in place of the one that {@link Cluster#chaos} draws; if the scenario has no chaos, it is added. */
    public Replay plan(FaultPlan given) {
        return changed(copy -> copy.plan = given);
    }

    /** With every entry of the trace kept, so that the first difference of two runs can be named. */
    public Replay traced() {
        return changed(copy -> copy.traced = true);
    }

    /** With every step of the protocol written down, for {@link Run#steps}. */
    public Replay stepped() {
        return changed(copy -> copy.stepped = true);
    }

    /** With something put around machines, by number of their process: tests of the testkit break them so. */
    public Replay mutated(BiFunction<Integer, Machine, Machine> change) {
        return changed(copy -> copy.mutation = change);
    }

    /** With a listener that gets the run when it is over, independent of the scenario. */
    public Replay watched(Consumer<Run> reader) {
        return changed(copy -> copy.watcher = reader);
    }

    /** With a listener that is told of every frame. */
    public Replay filmed(FrameListener listener) {
        return changed(copy -> copy.frames = listener);
    }

    /**
     * With bounds.
     *
     * @param time longest time of the run, null if the scenario's own bound is enough
     * @param events most events, 0 if the engine's own bound is enough
     */
    public Replay bounded(Duration time, long events) {
        return changed(copy -> {
            copy.limit = time;
            copy.eventsMax = events;
        });
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** The plan that takes the place of the drawn one. */
    public Optional<FaultPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Whether every entry of the trace is kept. */
    public boolean isTraced() {
        return traced;
    }

    /** Whether every step is written down. */
    public boolean isStepped() {
        return stepped;
    }

    /** The wrappers around machines. */
    public BiFunction<Integer, Machine, Machine> mutation() {
        return mutation;
    }

    /** The listener that gets the run. */
    Consumer<Run> watcher() {
        return watcher;
    }

    /** The listener that is told of frames. */
    Optional<FrameListener> frames() {
        return Optional.ofNullable(frames);
    }

    /** The longest time of the run. */
    Optional<Duration> limit() {
        return Optional.ofNullable(limit);
    }

    /** The most events, 0 if nothing is said. */
    public long eventsMax() {
        return eventsMax;
    }
}
