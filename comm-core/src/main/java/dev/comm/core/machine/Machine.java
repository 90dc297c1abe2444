package dev.comm.core.machine;

import dev.comm.api.protocol.WorkCommand;
import org.apiguardian.api.API;

/**
 * The protocol logic of a role, without socket, thread, lock, clock, logger, serializer or global random numbers.
 *
 * <p>A machine takes an event and writes effects to the {@link Outbox}. The driver carries out the effects in the same
 * order before the next event; this order is part of the contract. A machine never throws because of a peer, but closes
 * the connection. If a machine throws because of its own bug, the role ends, because the step may be incomplete. Only a
 * call that reads the state without a change fails alone ({@link Outbox#answer}).
 *
 * <p>Threads: one thread at a time, under the step lock of the driver.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Machine {
    /**
     * Handles one event.
     *
     * @param nowNanos monotonic time of the environment, never less than in the step before
     */
    void step(Event event, long nowNanos, Outbox out);

    /**
     * Returns whether a result is needed, without a change of the state. The driver calls this method when the first
     * bytes of a result have arrived. It drops the bytes of an unneeded result, which the machine then receives without
     * its value.
     */
    default boolean awaits(int endpoint, WorkCommand.Result result) {
        return true;
    }

    /** Returns the latest time for the next {@link Event.Deadline}, or {@link Long#MAX_VALUE} for never. */
    long nextDeadlineNanos();
}
