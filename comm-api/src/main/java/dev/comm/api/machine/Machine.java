package dev.comm.api.machine;

import org.apiguardian.api.API;

/**
 * Protocol logic without a socket, thread, lock, clock, logger, serializer or global random number.
 *
 * <p>An event goes in, effects come out through the {@link Outbox}; their order is part of the contract: they are
 * carried out in the order in which they were given, before the next event. A machine never throws for what a peer
 * does: it closes the peer. It may throw {@link IllegalStateException} for a bug of its own, which ends the role.
 *
 * <p>Threads: one at a time, under the crank's step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Machine {
    /**
     * Handles one event.
     *
     * @param nowNanos the environment's monotonic time; never smaller than at the step before
     */
    void step(Event event, long nowNanos, Outbox out);

    /** When a {@link Event.Deadline} is wanted at the latest, or {@link Long#MAX_VALUE} for never. */
    long nextDeadlineNanos();
}
