package dev.comm.master.machine;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.frame.WorkCommand;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Outbox;

/**
 * Requests and tasks, as the master machine calls them. It sends on {@link Node#endpoint()} and never closes a node
 * itself.
 *
 * <p>The machine calls only with nodes that are members; what comes from anybody else is refused before. Nothing may
 * throw for what a node says: unknown ids are ignored or acknowledged.
 */
interface WorkPart {
    /** A node begins to serve, or serves other handlers now: {@link Node#handlers()}. */
    void onServing(Node node, long now, Outbox out);

    /** A node stopped serving but is still a member. */
    void onNotServing(Node node, long now, Outbox out);

    /** A node is to get no new work any more: {@link Node#isDraining()}. */
    void onDraining(Node node, long now, Outbox out);

    /** A node became suspect, or is heard again: {@link Node#isSuspect()}. */
    void onSuspicion(Node node, long now, Outbox out);

    /** A member is gone; it was called after all its results that came before, and nothing of it follows. */
    void onDeparted(Node node, Departure departure, long now, Outbox out);

    /**
     * An attempt ended.
     *
     * @param payload the value's or error's bytes, or null if the content has none
     */
    void onResult(Node node, WorkCommand.Result result, Payload payload, long now, Outbox out);

    /** A handler says how far it is. */
    void onProgress(Node node, WorkCommand.Progress progress, long now, Outbox out);

    /** A local call; false if it is not one of this part's calls. */
    boolean onSubmitted(Call<?> call, long now, Outbox out);

    /** The socket took the last byte of a send; false if the token is not of this part. */
    boolean onSent(Object token, long now, Outbox out);

    /** Work given away by {@link Outbox#compute} ended; false if the token is not of this part. */
    boolean onComputed(Object token, Object result, Throwable error, long now, Outbox out);

    /** Time has passed; called when {@link #nextDeadlineNanos} is due and perhaps at other times. */
    void onDeadline(long now, Outbox out);

    /** When {@link #onDeadline} is wanted, or {@link Long#MAX_VALUE}. */
    long nextDeadlineNanos();

    /** The master ends: every open call is failed with this; later calls fail at once. */
    void onClosing(Failure failure, long now, Outbox out);

    /** Makes the part for a roster. */
    @FunctionalInterface
    interface Factory {
        /** A part that sees these nodes. */
        WorkPart create(Nodes nodes);
    }
}
