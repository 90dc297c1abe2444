package dev.comm.testkit;

import org.apiguardian.api.API;

/** Two groups of members between which no bytes pass. Closing the partition heals it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Partition extends AutoCloseable {
    /**
     * Opens the direction from right to left. The direction from left to right stays blocked, so the left group hears
     * the right group, but not the reverse.
     */
    Partition oneWay();

    /** Resumes the frames that wait. A second call has no effect. Links that another fault blocks stay blocked. */
    void heal();

    /** The same as {@link #heal}. */
    @Override
    default void close() {
        heal();
    }
}
