package dev.comm.core.driver;

import org.apiguardian.api.API;

/**
 * The request of the operating system that a process ends. The members of the process drain when it comes, and the
 * process ends after the last of them.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface DrainSignal {
    /** Adds a member that drains at the signal. The default signal never comes. */
    default void add(Drain member) {}

    /** Removes a member whose program has ended. */
    default void remove(Drain member) {}
}
