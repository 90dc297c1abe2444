package dev.comm.testkit;

import dev.comm.api.machine.Machine;
import dev.comm.testkit.fault.FaultPlan;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * What is said about a run from outside of its scenario: the seed, a plan that takes the place of the drawn one, and
 * what is to be written down. For campaigns, which repeat runs and shorten their plans.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replay {
    private final long seed;
    private final FaultPlan plan;
    private final boolean traced;
    private final boolean stepped;
    private final BiFunction<Integer, Machine, Machine> mutation;

    private Replay(
            long seed,
            FaultPlan plan,
            boolean traced,
            boolean stepped,
            BiFunction<Integer, Machine, Machine> mutation) {
        this.seed = seed;
        this.plan = plan;
        this.traced = traced;
        this.stepped = stepped;
        this.mutation = mutation;
    }

    /** A run from its seed. */
    public static Replay of(long seed) {
        return new Replay(seed, null, false, false, (process, machine) -> machine);
    }

    /** With a plan in place of what {@link Cluster#chaos} draws; if the scenario has no chaos, it is added. */
    public Replay plan(FaultPlan given) {
        return new Replay(seed, given, traced, stepped, mutation);
    }

    /** With every entry of the trace kept, so that the first difference of two runs can be named. */
    public Replay traced() {
        return new Replay(seed, plan, true, stepped, mutation);
    }

    /** With every step of the protocol written down, for {@link Run#steps}. */
    public Replay stepped() {
        return new Replay(seed, plan, traced, true, mutation);
    }

    /** With something put around machines, by number of their process: tests of the testkit break them so. */
    public Replay mutated(BiFunction<Integer, Machine, Machine> change) {
        return new Replay(seed, plan, traced, stepped, change);
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

    /** What is put around machines. */
    BiFunction<Integer, Machine, Machine> mutation() {
        return mutation;
    }
}
