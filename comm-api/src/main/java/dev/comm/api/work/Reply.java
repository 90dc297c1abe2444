package dev.comm.api.work;

import dev.comm.api.CommException;
import dev.comm.api.Departure;
import dev.comm.api.MemberLostException;
import org.apiguardian.api.API;

/**
 * One node's answer to a request: a value, the handler's error, or the node's departure. Exactly one of the three.
 *
 * @param <O> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Reply<O> {
    private final int rank;
    private final O value;
    private final CommException failure;
    private final Departure departure;

    private Reply(int rank, O value, CommException failure, Departure departure) {
        this.rank = rank;
        this.value = value;
        this.failure = failure;
        this.departure = departure;
    }

    /** A value, which may be null. */
    public static <O> Reply<O> of(int rank, O value) {
        return new Reply<>(rank, value, null, null);
    }

    /** The handler's error, a timeout, or a value that cannot be read. */
    public static <O> Reply<O> failed(int rank, CommException failure) {
        return new Reply<>(rank, null, failure, null);
    }

    /** The node departed before it answered. */
    public static <O> Reply<O> departed(Departure departure) {
        return new Reply<>(departure.rank(), null, null, departure);
    }

    /** The node's rank. */
    public int rank() {
        return rank;
    }

    /** Whether there is a value (null counts). */
    public boolean isPresent() {
        return failure == null && departure == null;
    }

    /**
     * The value.
     *
     * @throws CommException the failure, or a {@link MemberLostException} if the node departed
     */
    public O value() {
        if (failure != null) {
            throw failure;
        }
        if (departure != null) {
            throw new MemberLostException("rank " + rank + " departed before it answered: " + departure.cause());
        }
        return value;
    }

    /** The handler's error or another failure, or null. */
    public CommException failure() {
        return failure;
    }

    /** The departure, or null. */
    public Departure departure() {
        return departure;
    }

    @Override
    public String toString() {
        return "Reply[rank=" + rank + ", value=" + value + ", failure=" + failure + ", departure=" + departure + "]";
    }
}
