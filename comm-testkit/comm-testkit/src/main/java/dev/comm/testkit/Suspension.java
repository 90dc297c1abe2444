package dev.comm.testkit;

import org.apiguardian.api.API;

/** A member that stops at a step of the protocol until the test resumes it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Suspension extends AutoCloseable {
    /** Returns whether the member has reached the step, also after it has gone on. */
    boolean isReached();

    /** Resumes the member. If the member has not reached the step yet, it will not stop there. */
    void resume();

    /** The same as {@link #resume}. */
    @Override
    default void close() {
        resume();
    }
}
