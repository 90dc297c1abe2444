package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call of the local program to its machine, which completes it with {@link Outbox#complete} or {@link Outbox#fail}.
 *
 * @param <R> the result
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Call<R> {
    private final Completion<R> completion = new Completion<>();

    /** Creates an open call; subclasses hold plain data. */
    protected Call() {}

    /**
     * Hints that a similar call follows soon, so the driver may hold its frames back briefly and write both in one
     * batch.
     */
    public boolean expectsFollowUp() {
        return false;
    }

    /** The completion that receives the result or failure of this call. */
    public final Completion<R> completion() {
        return completion;
    }
}
