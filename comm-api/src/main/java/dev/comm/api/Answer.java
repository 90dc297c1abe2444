package dev.comm.api;

import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import org.apiguardian.api.API;

/**
 * The answer of one rank to a collective, to a request or to {@link Communicator#receiveAny}. An answer is exactly one
 * of three things: a value, a failure, or the departure of the rank. It is never the value of another rank (C1).
 *
 * <p>A failure means that the rank is alive but gave no usable value. Its handler failed, the time ran out, or the
 * value could not be written or read. A departure means that the rank is gone.
 *
 * <pre>{@code
 * for (Answer<Double> answer : comm.collect(part)) {
 *     if (answer.isPresent()) {
 *         use(answer.rank(), answer.value());
 *     } else if (answer.departure() != null) {
 *         log(answer.departure().cause());
 *     } else {
 *         log(answer.failure());
 *     }
 * }
 * }</pre>
 *
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Answer<T> {
    private final int rank;
    private final T value;
    private final CommException failure;
    private final Departure departure;

    private Answer(int rank, T value, CommException failure, Departure departure) {
        this.rank = rank;
        this.value = value;
        this.failure = failure;
        this.departure = departure;
    }

    /** Returns the answer of a rank that gave a value, which may be null. */
    public static <T> Answer<T> present(int rank, T value) {
        return new Answer<>(rank, value, null, null);
    }

    /** Returns the answer of a rank that is alive but gave no usable value. */
    public static <T> Answer<T> failed(int rank, CommException failure) {
        return new Answer<>(rank, null, failure, null);
    }

    /** Returns the answer of a rank that departed and gives no value. */
    public static <T> Answer<T> departed(Departure departure) {
        return new Answer<>(departure.rank(), null, null, departure);
    }

    /** Returns the rank that answered. */
    public int rank() {
        return rank;
    }

    /** Returns whether the rank gave a value; null counts as a value. */
    public boolean isPresent() {
        return failure == null && departure == null;
    }

    /**
     * Returns the value.
     *
     * @throws MemberLostException if the rank departed
     * @throws CommException if the rank is alive but gave no usable value; this is the {@link #failure}
     */
    public T value() {
        if (failure != null) {
            throw failure;
        }
        if (departure != null) {
            throw new MemberLostException(
                    "rank " + rank + " departed and gives no value: " + departure.cause() + " " + departure.detail());
        }
        return value;
    }

    /** Returns the failure that explains why a living rank gave no value, or null if there is no failure. */
    public CommException failure() {
        return failure;
    }

    /** Returns the departure of the rank, or null if the rank has not departed. */
    public Departure departure() {
        return departure;
    }

    @Override
    public String toString() {
        String what = failure != null
                ? "failure=" + failure
                : departure != null ? "departure=" + departure : "value=" + value;
        return "Answer[rank=" + rank + ", " + what + "]";
    }
}
