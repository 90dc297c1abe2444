package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * The end of a call, which is a result or a failure and is set once.
 *
 * <p>Safe for use by several threads. A callback runs on the completing thread, so it should only pass work to an
 * executor.
 *
 * @param <R> type of the result
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Completion<R> {
    private static final Object NONE = new Object();

    private volatile Object state = NONE;
    private Runnable callback;

    /** Creates an open completion. */
    public Completion() {}

    /** Returns whether the call has ended. */
    public boolean isDone() {
        return state != NONE;
    }

    /** Returns the failure, or null if the call is open or has a result. */
    public Failure failure() {
        return state instanceof Failure failure ? failure : null;
    }

    /**
     * Returns the result of the call.
     *
     * @throws IllegalStateException if the call is open or has failed
     */
    @SuppressWarnings("unchecked")
    public R result() {
        Object now = state;
        if (now == NONE || now instanceof Failure) {
            throw new IllegalStateException("no result: " + (now == NONE ? "still open" : now));
        }
        return (R) now;
    }

    /** Sets the result, which may be null. The call has no effect if the completion has already ended. */
    public void complete(R result) {
        end(result);
    }

    /** Sets the failure. The call has no effect if the completion has already ended. */
    public void fail(Failure failure) {
        end(failure);
    }

    /**
     * Runs the action once when the call ends, or at once if the call has already ended. A later action replaces one
     * that has not run.
     */
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
