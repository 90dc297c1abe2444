package dev.comm.core.communicator;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.QuorumLostException;
import dev.comm.api.RankSet;
import dev.comm.api.Verdict;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.core.machine.CollectiveCall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A collective that is ready for submission, with the function that reads its result.
 *
 * @param call call for the machine
 * @param reader function that converts the decided values to the result of the user, on the thread of the caller or the
 *     callback executor
 * @param localError error that kept this rank from supplying its value, or null
 * @param <R> type of the user's result
 */
record PreparedCollective<R>(CollectiveCall call, Function<CollectiveCall.Decided, R> reader, Throwable localError) {
    PreparedCollective(CollectiveCall call, Function<CollectiveCall.Decided, R> reader) {
        this(call, reader, null);
    }

    /** Returns this operation with the error that this rank sent in place of its value. */
    PreparedCollective<R> failing(Throwable error) {
        return new PreparedCollective<>(call, reader, error);
    }

    /** Returns this operation with another form of its result. */
    <S> PreparedCollective<S> mapping(Function<R, S> form) {
        return new PreparedCollective<>(call, reader.andThen(form), localError);
    }

    /**
     * Returns the result of the user.
     *
     * @throws dev.comm.api.error.CommException if the outcome is not SUCCESS; the exception is equal on all members
     */
    R read(CollectiveCall.Decided decided) {
        CollectiveCommand.Decision decision = decided.decision();
        String detail = decision.detail();
        switch (decision.outcome()) {
            case TIMEOUT -> throw new CollectiveTimeoutException(detail, List.copyOf(decision.missing()));
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
        return new Verdict(
                decision.epoch(),
                decision.sequence(),
                decision.survivors(),
                departures(decision.departures()),
                ranks(decision.joined()),
                decision.slowest());
    }

    private static Map<Integer, Departure> departures(List<Departure> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Departure> byRank = new TreeMap<>();
        for (Departure departure : all) {
            byRank.put(departure.rank(), departure);
        }
        return byRank;
    }

    private static RankSet ranks(List<Member> members) {
        return members.isEmpty()
                ? RankSet.NONE
                : RankSet.copyOf(members.stream().map(Member::rank).toList());
    }
}
