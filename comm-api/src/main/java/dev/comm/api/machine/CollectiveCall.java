package dev.comm.api.machine;

import dev.comm.api.frame.CollectiveCommand;
import dev.comm.api.frame.CollectiveKind;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The local program enters a collective. The machine numbers it in the order of submission.
 *
 * <p>The facade always submits, also when its value could not be written: the value then says FAILED, so that the slot
 * is failed and not missing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CollectiveCall extends Call<CollectiveCall.Decided> {
    private final int communicator;
    private final CollectiveKind kind;
    private final String name;
    private final long timeoutNanos;
    private final List<Value> values;
    private final Reducer reducer;
    private final Supplier<String> place;

    /**
     * A call.
     *
     * @param values the contribution as the only element; on rank 0 of SCATTER one per rank, of DISTRIBUTE and ADMIT
     *     the value for all; empty where nothing is contributed
     * @param reducer combines the contributions on rank 0; null for kinds without
     */
    public CollectiveCall(Key key, long timeoutNanos, List<Value> values, Reducer reducer, Supplier<String> place) {
        this.communicator = key.communicator();
        this.kind = key.kind();
        this.name = key.name();
        this.timeoutNanos = timeoutNanos;
        this.values = List.copyOf(values);
        this.reducer = reducer;
        this.place = place;
    }

    /** What has to match on all members. */
    public record Key(int communicator, CollectiveKind kind, String name) {}

    /** The communicator's id. */
    public int communicator() {
        return communicator;
    }

    /** What is called. */
    public CollectiveKind kind() {
        return kind;
    }

    /** The user's name for the call, or empty. */
    public String name() {
        return name;
    }

    /** How long this member waits. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** What this member gives. */
    public List<Value> values() {
        return values;
    }

    /** What this member contributes: its only value, or nothing. */
    public Value contribution() {
        return kind.isContributed() && !values.isEmpty() ? values.get(0) : Value.NONE;
    }

    /** Combines the contributions, or null. */
    public Reducer reducer() {
        return reducer;
    }

    /** Where in the program the caller stands now; asked after a mismatch, on the callback executor. */
    public Supplier<String> place() {
        return place;
    }

    /** A rank's value. */
    public record Contribution(int rank, Value value) {}

    /**
     * The end of an instance that has a verdict, of whatever outcome.
     *
     * @param decision what the master decided
     * @param contributions the values that this member receives, in rank order: all contributions (COLLECT on rank 0,
     *     ALL_GATHER), the combined value (REDUCE on rank 0, ALL_REDUCE; under rank 0), this member's part (DISTRIBUTE,
     *     SCATTER, ADMIT; under its own rank)
     */
    public record Decided(CollectiveCommand.Decision decision, List<Contribution> contributions) {}

    /** Combines values; runs off the crank on rank 0. */
    @FunctionalInterface
    public interface Reducer {
        /** Combines the contributions, given in rank order; an exception decides FAILED. */
        Value combine(List<Contribution> contributions) throws Exception;
    }
}
