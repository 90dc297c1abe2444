package dev.comm.testkit;

import org.apiguardian.api.API;

/** A member that stops at a step of the protocol until it is told to go on. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Suspension extends AutoCloseable {
    /** Whether it has come to the step, be it suspended still or not. */
    boolean isReached();

    /** Lets it go on; if it has not come to the step yet, it will not stop there. */
    void resume();

    /** The same as {@link #resume}. */
    @Override
    default void close() {
        resume();
    }
}
