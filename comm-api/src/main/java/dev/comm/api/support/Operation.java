package dev.comm.api.support;

import dev.comm.api.CollectiveFailedException;
import dev.comm.api.CollectiveMismatchException;
import dev.comm.api.CollectiveTimeoutException;
import dev.comm.api.Departure;
import dev.comm.api.QuorumLostException;
import dev.comm.api.Verdict;
import dev.comm.api.frame.CollectiveCommand;
import dev.comm.api.machine.CollectiveCall;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A collective that is ready to be submitted, and how its end is read.
 *
 * @param call what the machine gets
 * @param reader turns the decided values into the user's result; runs on the caller's thread or the callback executor
 * @param localError why this rank could not give its value, or null
 * @param <R> the user's result
 */
record Operation<R>(CollectiveCall call, Function<CollectiveCall.Decided, R> reader, Throwable localError) {
    Operation(CollectiveCall call, Function<CollectiveCall.Decided, R> reader) {
        this(call, reader, null);
    }

    /** The same with the error that this rank gave in the place of its value. */
    Operation<R> failing(Throwable error) {
        return new Operation<>(call, reader, error);
    }

    /**
     * The user's result.
     *
     * @throws dev.comm.api.CommException that stands for an outcome other than success, equal on all members
     */
    R read(CollectiveCall.Decided decided) {
        CollectiveCommand.Decision decision = decided.decision();
        String detail = decision.detail();
        switch (decision.outcome()) {
            case TIMEOUT -> throw new CollectiveTimeoutException(detail, decision.missing());
            case MISMATCH -> throw new CollectiveMismatchException(detail);
            case QUORUM_LOST -> throw new QuorumLostException(detail, verdict(decision));
            case FAILED -> throw new CollectiveFailedException(detail, localError);
            case SUCCESS -> {
                return reader.apply(decided);
            }
        }
        throw new IllegalStateException("unknown outcome " + decision.outcome());
    }

    static Verdict verdict(CollectiveCommand.Decision decision) {
        Map<Integer, Departure> departures = new TreeMap<>();
        decision.departures().forEach(departure -> departures.put(departure.rank(), departure));
        SortedSet<Integer> joined = new TreeSet<>();
        decision.joined().forEach(member -> joined.add(member.rank()));
        return new Verdict(
                decision.epoch(),
                decision.sequence(),
                new TreeSet<>(decision.survivors()),
                departures,
                joined,
                decision.slowest());
    }
}
