package dev.comm.core.machine;

import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A collective call of the local program. The machine numbers these calls in the order of submission.
 *
 * <p>The communicator submits the call even if it cannot write its value: the value is then FAILED, so the slot is
 * failed and not missing.
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
     * Creates a call.
     *
     * @param values the contribution as the only element; on rank 0 of SCATTER one value per rank, of DISTRIBUTE and
     *     ADMIT the value for all; empty without a contribution
     * @param reducer combines the contributions on rank 0; null for kinds without a reduction
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

    /** The properties that must match on all members. */
    public record Key(int communicator, CollectiveKind kind, String name) {}

    /** The communicator's id. */
    public int communicator() {
        return communicator;
    }

    /** The kind of collective. */
    public CollectiveKind kind() {
        return kind;
    }

    /** The user's name for the call, or empty. */
    public String name() {
        return name;
    }

    /** The timeout of this member. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** The values that this member supplies. */
    public List<Value> values() {
        return values;
    }

    /** The contribution of this member: its only value, or {@link Value#NONE}. */
    public Value contribution() {
        return kind.isContributed() && !values.isEmpty() ? values.get(0) : Value.NONE;
    }

    /** Combines the contributions, or null. */
    public Reducer reducer() {
        return reducer;
    }

    /** Finds the present call site of the caller; it runs after a mismatch, on the callback executor. */
    public Supplier<String> place() {
        return place;
    }

    /** A rank's value. */
    public record Contribution(int rank, Value value) {}

    /**
     * The decision of an instance, with any outcome, and the values for this member.
     *
     * @param decision the decision of the master
     * @param contributions the values that this member receives, in rank order: all contributions (COLLECT on rank 0,
     *     ALL_GATHER), the combined value (REDUCE on rank 0, ALL_REDUCE; under rank 0), this member's part (DISTRIBUTE,
     *     SCATTER, ADMIT; under its own rank)
     */
    public record Decided(CollectiveCommand.Decision decision, List<Contribution> contributions) {}

    /** Combines values on rank 0, outside the driver's step lock. */
    @FunctionalInterface
    public interface Reducer {
        /** Combines the contributions, given in rank order; an exception decides FAILED. */
        Value combine(List<Contribution> contributions) throws Exception;

        /** Takes the combination to the thread on which it runs; null for the executor of callbacks. */
        default Consumer<Runnable> where() {
            return null;
        }
    }
}
