package dev.comm.core.machine;

import dev.comm.api.protocol.WorkCommand;
import org.apiguardian.api.API;

/**
 * The protocol logic of a role, without socket, thread, lock, clock, logger, serializer or global random numbers.
 *
 * <p>A machine takes an event and writes effects to the {@link Outbox}. The driver carries them out in the same order
 * before the next event; this order is part of the contract. A machine never throws because of a peer: it closes the
 * connection. If it throws because of its own bug, the role ends: nobody knows how far the step came. Only a call that
 * reads, and changes nothing, fails alone ({@link Outbox#answer}).
 *
 * <p>Threads: one at a time, under the driver's step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Machine {
    /**
     * Handles one event.
     *
     * @param nowNanos the environment's monotonic time; never less than in the step before
     */
    void step(Event event, long nowNanos, Outbox out);

    /**
     * Whether a result is needed. The driver asks when the first bytes of a result have come. So the bytes of an
     * unwanted result are not kept; such a result then comes without its value. Changes nothing.
     */
    default boolean awaits(int endpoint, WorkCommand.Result result) {
        return true;
    }

    /** The latest time for the next {@link Event.Deadline}, or {@link Long#MAX_VALUE} for never. */
    long nextDeadlineNanos();
}
