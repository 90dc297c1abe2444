package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A collective call of the local program. The machine numbers these calls in the order of submission.
 *
 * <p>The communicator submits the call even if its value cannot be written. The value is then FAILED, so that the slot
 * is failed and not missing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CollectiveCall extends Call<CollectiveCall.Decided> {
    private final int communicator;
    private final CollectiveKind kind;
    private final String name;
    private final String operator;
    private final long timeoutNanos;
    private final List<Value> values;
    private final Reducer reducer;
    private final Supplier<String> place;

    /**
     * Creates a call.
     *
     * @param values contribution of this member as the only element, or an empty list without a contribution; on all
     *     ranks of ALL_TO_ALL and on rank 0 of SCATTER one value per rank, on rank 0 of DISTRIBUTE and ADMIT the value
     *     for all ranks
     * @param reducer function that combines the contributions on rank 0, or null for kinds without a reduction
     */
    public CollectiveCall(Key key, long timeoutNanos, List<Value> values, Reducer reducer, Supplier<String> place) {
        this.communicator = key.communicator();
        this.kind = key.kind();
        this.name = key.name();
        this.operator = key.operator();
        this.timeoutNanos = timeoutNanos;
        this.values = List.copyOf(values);
        this.reducer = reducer;
        this.place = place;
    }

    /**
     * The properties that must match on all members.
     *
     * @param operator name of an operator that Comm knows, or empty
     */
    public record Key(int communicator, CollectiveKind kind, String name, String operator) {}

    /** Returns the id of the communicator. */
    public int communicator() {
        return communicator;
    }

    /** Returns the kind of collective. */
    public CollectiveKind kind() {
        return kind;
    }

    /** Returns the name that the user gave the call, or empty. */
    public String name() {
        return name;
    }

    /** Returns the name of the operator that Comm knows, or empty. */
    public String operator() {
        return operator;
    }

    /** Returns the timeout of this member. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** Returns the values that this member supplies. */
    public List<Value> values() {
        return values;
    }

    /**
     * Returns the contribution of this member, which is its only value, or {@link Value#NONE} without a contribution.
     * The contribution of ALL_TO_ALL is the concatenation of the {@link #parts}.
     */
    public Value contribution() {
        if (kind == CollectiveKind.ALL_TO_ALL) {
            return concatenated();
        }
        return kind.isContributed() && !values.isEmpty() ? values.get(0) : Value.NONE;
    }

    private Value concatenated() {
        List<Payload> parts = values.stream()
                .filter(value -> value.content().hasPayload())
                .map(Value::payload)
                .toList();
        if (parts.isEmpty()) {
            return Value.NONE;
        }
        Payload all = new ConcatenatedPayload(parts);
        return new Value(new Content(Content.Kind.VALUE, 0, all.length()), all);
    }

    /** Returns the descriptions of the values for the ranks of ALL_TO_ALL, or an empty list for other kinds. */
    public List<Content> parts() {
        return kind == CollectiveKind.ALL_TO_ALL
                ? values.stream().map(Value::content).toList()
                : List.of();
    }

    /** Returns the function that combines the contributions, or null. */
    public Reducer reducer() {
        return reducer;
    }

    /**
     * Returns the supplier that finds the present call site of the caller. It runs after a mismatch, on the callback
     * executor.
     */
    public Supplier<String> place() {
        return place;
    }

    /** The value of one rank. */
    public record Contribution(int rank, Value value) {}

    /**
     * The decision of an instance, with any outcome, and the values for this member.
     *
     * @param decision the decision of the master
     * @param contributions the values that this member receives, in rank order: all contributions (COLLECT on rank 0,
     *     ALL_GATHER); or the value of each rank for this member (ALL_TO_ALL); or the combined value under rank 0
     *     (REDUCE on rank 0, ALL_REDUCE); or the part of this member under its own rank (DISTRIBUTE, SCATTER, ADMIT)
     */
    public record Decided(CollectiveCommand.Decision decision, List<Contribution> contributions) {}

    /** The function that combines values on rank 0, outside the step lock of the driver. */
    @FunctionalInterface
    public interface Reducer {
        /**
         * Combines the contributions, which are in rank order. After an exception the collective is decided as FAILED.
         */
        Value combine(List<Contribution> contributions) throws Exception;

        /**
         * Returns the consumer that passes the combination to the thread on which it runs, or null for the callback
         * executor.
         */
        default Consumer<Runnable> where() {
            return null;
        }
    }
}
