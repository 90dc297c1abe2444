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
 * The values for a run from outside of its scenario: the seed, a plan that replaces the drawn plan, and the amount of
 * recording. Campaigns use them to repeat runs and shorten their plans. Immutable.
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

    /** Returns the values for a run from its seed. */
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

    /**
     * Adds a plan in place of the plan that {@link Cluster#chaos} draws. If the scenario has no chaos, the plan is
     * added.
     */
    public Replay plan(FaultPlan given) {
        return changed(copy -> copy.plan = given);
    }

    /** Keeps every entry of the trace, so that the first difference of two runs can be named. */
    public Replay traced() {
        return changed(copy -> copy.traced = true);
    }

    /** Records every step of the protocol, for {@link Run#steps}. */
    public Replay stepped() {
        return changed(copy -> copy.stepped = true);
    }

    /** Wraps machines, by the number of their process. Tests of the test kit break machines in this way. */
    public Replay mutated(BiFunction<Integer, Machine, Machine> change) {
        return changed(copy -> copy.mutation = change);
    }

    /** Adds a listener that receives the run when it is over, independent of the scenario. */
    public Replay watched(Consumer<Run> reader) {
        return changed(copy -> copy.watcher = reader);
    }

    /** Adds a listener for all frames. */
    public Replay filmed(FrameListener listener) {
        return changed(copy -> copy.frames = listener);
    }

    /**
     * Sets bounds.
     *
     * @param time the longest time of the run, or null for the bound of the scenario
     * @param events the largest number of events, or 0 for the bound of the engine
     */
    public Replay bounded(Duration time, long events) {
        return changed(copy -> {
            copy.limit = time;
            copy.eventsMax = events;
        });
    }

    /** Returns the seed. */
    public long seed() {
        return seed;
    }

    /** Returns the plan that replaces the drawn plan. */
    public Optional<FaultPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Returns whether every entry of the trace is kept. */
    public boolean isTraced() {
        return traced;
    }

    /** Returns whether every step is recorded. */
    public boolean isStepped() {
        return stepped;
    }

    /** Returns the wrappers around machines. */
    public BiFunction<Integer, Machine, Machine> mutation() {
        return mutation;
    }

    /** Returns the listener that receives the run. */
    Consumer<Run> watcher() {
        return watcher;
    }

    /** Returns the listener for frames. */
    Optional<FrameListener> frames() {
        return Optional.ofNullable(frames);
    }

    /** Returns the longest time of the run. */
    Optional<Duration> limit() {
        return Optional.ofNullable(limit);
    }

    /** Returns the largest number of events, or 0 for the bound of the engine. */
    public long eventsMax() {
        return eventsMax;
    }
}
