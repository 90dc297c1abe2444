package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * Holds the end of a call: a result or a failure, set once.
 *
 * <p>Safe for use by several threads. A callback runs on the completing thread, so it should only hand over to an
 * executor.
 *
 * @param <R> the result
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Completion<R> {
    private static final Object NONE = new Object();

    private volatile Object state = NONE;
    private Runnable callback;

    /** Creates an open completion. */
    public Completion() {}

    /** Whether the call ended. */
    public boolean isDone() {
        return state != NONE;
    }

    /** The failure, or null if the call is open or has a result. */
    public Failure failure() {
        return state instanceof Failure failure ? failure : null;
    }

    /**
     * The result.
     *
     * @throws IllegalStateException if there is none
     */
    @SuppressWarnings("unchecked")
    public R result() {
        Object now = state;
        if (now == NONE || now instanceof Failure) {
            throw new IllegalStateException("no result: " + (now == NONE ? "still open" : now));
        }
        return (R) now;
    }

    /** Sets the result, which may be null; later calls change nothing. */
    public void complete(R result) {
        end(result);
    }

    /** Sets the failure; later calls change nothing. */
    public void fail(Failure failure) {
        end(failure);
    }

    /** Runs the action once when the call has ended, or at once if it has ended already. Accepts at most one action. */
    public void whenDone(Runnable action) {
        synchronized (this) {
            if (state == NONE) {
                callback = action;
                return;
            }
        }
        action.run();
    }

    private void end(Object value) {
        Runnable action;
        synchronized (this) {
            if (state != NONE) {
                return;
            }
            state = value;
            action = callback;
            callback = null;
        }
        if (action != null) {
            action.run();
        }
    }
}
