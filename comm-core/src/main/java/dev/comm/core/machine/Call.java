package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call of the local program to its machine. The machine ends the call with {@link Outbox#complete} or
 * {@link Outbox#fail}.
 *
 * @param <R> type of the result
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Call<R> {
    private final Completion<R> completion = new Completion<>();

    /** Creates an open call. Subclasses have plain data. */
    protected Call() {}

    /**
     * Returns whether a similar call probably follows soon. Then the driver may hold back the frames of this call
     * briefly and write those of both calls in one batch.
     */
    public boolean expectsFollowUp() {
        return false;
    }

    /** Returns the completion that receives the result or failure of this call. */
    public final Completion<R> completion() {
        return completion;
    }
}
