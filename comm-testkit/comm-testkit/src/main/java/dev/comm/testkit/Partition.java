package dev.comm.testkit;

import org.apiguardian.api.API;

/** Two groups of members between which nothing passes; closing it heals it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Partition extends AutoCloseable {
    /** Only the way from left to right stays shut: the left hears the right, and is not heard. */
    Partition oneWay();

    /** Waiting frames go on; once is enough. Links that something else blocks stay blocked. */
    void heal();

    /** The same as {@link #heal}. */
    @Override
    default void close() {
        heal();
    }
}
