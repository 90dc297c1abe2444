package dev.comm.api;

import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import org.apiguardian.api.API;

/**
 * The answer of one rank to a collective or to a request: a value, a failure, or its departure. Exactly one of the
 * three; never another rank's value (C1).
 *
 * <p>A failure means that the rank is there but gave no usable value: its handler failed, time ran out, or the value
 * could not be written or read. A departure means that the rank is gone.
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

    /** A value, which may be null. */
    public static <T> Answer<T> present(int rank, T value) {
        return new Answer<>(rank, value, null, null);
    }

    /** A rank that is there, but without a usable value. */
    public static <T> Answer<T> failed(int rank, CommException failure) {
        return new Answer<>(rank, null, failure, null);
    }

    /** A rank that departed before it answered. */
    public static <T> Answer<T> departed(Departure departure) {
        return new Answer<>(departure.rank(), null, null, departure);
    }

    /** The rank. */
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
     * @throws MemberLostException if the rank departed
     * @throws CommException the failure
     */
    public T value() {
        if (failure != null) {
            throw failure;
        }
        if (departure != null) {
            throw new MemberLostException(
                    "rank " + rank + " departed before it answered: " + departure.cause() + " " + departure.detail());
        }
        return value;
    }

    /** Why there is no value although the rank is there, or null. */
    public CommException failure() {
        return failure;
    }

    /** How the rank departed, or null. */
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
