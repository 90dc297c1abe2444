package dev.comm.api;

import org.apiguardian.api.API;

/**
 * One rank's slot in a collective's result: its value, its failure, or its departure. Never another rank's value (C1).
 *
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Arrived<T> {
    private final int rank;
    private final T value;
    private final Departure departure;
    private final CommException failure;

    private Arrived(int rank, T value, Departure departure, CommException failure) {
        this.rank = rank;
        this.value = value;
        this.departure = departure;
        this.failure = failure;
    }

    /** A slot with a value, which may be null. */
    public static <T> Arrived<T> present(int rank, T value) {
        return new Arrived<>(rank, value, null, null);
    }

    /** A slot whose member departed before the decision. */
    public static <T> Arrived<T> departed(Departure departure) {
        return new Arrived<>(departure.rank(), null, departure, null);
    }

    /** A slot whose member is there, but whose value could not be written or read. */
    public static <T> Arrived<T> failed(int rank, CommException failure) {
        return new Arrived<>(rank, null, null, failure);
    }

    /** The rank. */
    public int rank() {
        return rank;
    }

    /** Whether there is a value (null counts). */
    public boolean isPresent() {
        return departure == null && failure == null;
    }

    /**
     * The value.
     *
     * @throws MemberLostException if the member departed
     * @throws CommException the failure of this slot
     */
    public T value() {
        if (failure != null) {
            throw failure;
        }
        if (departure != null) {
            throw new MemberLostException(
                    "rank " + rank + " gave no value: " + departure.cause() + " " + departure.detail());
        }
        return value;
    }

    /** Why the member departed, or null. */
    public Departure cause() {
        return departure;
    }

    /** Why the slot failed although its member is there, or null. */
    public CommException failure() {
        return failure;
    }

    @Override
    public String toString() {
        return rank
                + (departure != null
                        ? " departed " + departure.cause()
                        : failure != null ? " failed " + failure : " present");
    }
}
