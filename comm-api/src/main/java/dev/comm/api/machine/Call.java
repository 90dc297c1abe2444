package dev.comm.api.machine;

import org.apiguardian.api.API;

/**
 * A call of the local program to its machine; the machine ends it through {@link Outbox#complete} or
 * {@link Outbox#fail}.
 *
 * @param <R> the result
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Call<R> {
    private final Completion<R> completion = new Completion<>();

    /** For subclasses, which are plain data. */
    protected Call() {}

    /**
     * Whether its caller, once it has the result, soon makes another such call: what this one sends may wait for that a
     * moment, so that one write serves both.
     */
    public boolean comesAgain() {
        return false;
    }

    /** Where the end of the call appears. */
    public final Completion<R> completion() {
        return completion;
    }
}
