package dev.comm.node.machine.work;

import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/**
 * One attempt at a request or task, from its delivery until the master accepts its result.
 *
 * <p>Threads: a worker reads this object, and {@link #cancelled} may change during that time. All other state belongs
 * to the machine.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Assignment {
    /** The states of an attempt. */
    enum State {
        /** Delivered. A worker that takes the attempt leads to RUNNING, a return or a cancellation to DROPPED. */
        QUEUED,
        /** A worker has the attempt. Its answer leads to ANSWERED, the end of the membership or a return to DROPPED. */
        RUNNING,
        /** The node sent the result of a task and stores it. The acceptance by the master leads to DROPPED. */
        ANSWERED,
        /** The attempt no longer counts. The final state. */
        DROPPED
    }

    /** The key of an attempt. */
    record Key(long id, int attempt) {}

    private final Request request;
    private final Value input;
    private final long order;
    private final Key key;
    private State state = State.QUEUED;
    private long deadlineNanos = Long.MAX_VALUE;
    private long endNanos = Long.MAX_VALUE;
    private volatile boolean cancelled;

    Assignment(Request request, Value input, long order) {
        this.request = request;
        this.input = input;
        this.order = order;
        this.key = new Key(request.id(), request.attempt());
    }

    /** Returns the id of the request or task. */
    public long id() {
        return request.id();
    }

    /** Returns the number of the attempt, from 1. */
    public int attempt() {
        return request.attempt();
    }

    /** Returns the name of the handler. */
    public String handler() {
        return request.handler();
    }

    /** Returns the input of the handler. */
    public Value input() {
        return input;
    }

    /** Returns whether this is an attempt at a task, not at a request. */
    public boolean isTask() {
        return request.task();
    }

    /** Returns the deadline of the request on the driver's clock; {@link Long#MAX_VALUE} without a limit. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Returns whether the result is no longer needed. */
    public boolean cancelled() {
        return cancelled;
    }

    Key key() {
        return key;
    }

    /** Returns the number of the delivery, from 0. */
    long order() {
        return order;
    }

    void begin(long now) {
        if (request.timeoutNanos() >= 0) {
            deadlineNanos = Nanos.after(now, request.timeoutNanos());
        }
        become(State.RUNNING);
    }

    void answered() {
        become(State.ANSWERED);
    }

    void drop() {
        become(State.DROPPED);
    }

    /** Sets the time until which the handler must end, because no call waits for its result any more. */
    void endsBefore(long nanos) {
        endNanos = nanos;
    }

    /** Returns the time of the next step against an overrun. */
    long nextDeadlineNanos() {
        return cancelled ? endNanos : deadlineNanos;
    }

    /** Marks the attempt as cancelled, so that the worker sees that its result is not needed. */
    void cancel() {
        cancelled = true;
    }

    private void become(State next) {
        boolean isLegal = switch (next) {
            case QUEUED -> false;
            case RUNNING -> state == State.QUEUED;
            case ANSWERED -> state == State.RUNNING;
            case DROPPED -> state != State.DROPPED;
        };
        if (!isLegal) {
            throw new IllegalStateException("an attempt cannot go from " + state + " to " + next);
        }
        state = next;
    }
}
