package dev.comm.node.machine.work;

import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/**
 * One attempt at a request or task, from its delivery until the master accepts its result.
 *
 * <p>Threads: a worker reads it, and {@link #cancelled} may change meanwhile. The machine owns the rest.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Assignment {
    /** The states of an attempt. */
    enum State {
        /** Delivered. To RUNNING when a worker takes it, to DROPPED when it is returned or cancelled. */
        QUEUED,
        /** A worker has it. To ANSWERED by its answer, to DROPPED when the membership ends or it is returned. */
        RUNNING,
        /** The node sent the result of a task and keeps it. To DROPPED when the master accepts it. */
        ANSWERED,
        /** The attempt no longer counts. Final. */
        DROPPED
    }

    /** Identifies an attempt. */
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

    /** The request's or task's id. */
    public long id() {
        return request.id();
    }

    /** The number of the attempt, from 1. */
    public int attempt() {
        return request.attempt();
    }

    /** Name of the handler. */
    public String handler() {
        return request.handler();
    }

    /** The input of the handler. */
    public Value input() {
        return input;
    }

    /** Whether it is a task. */
    public boolean isTask() {
        return request.task();
    }

    /** The deadline of the request on the driver's clock; {@link Long#MAX_VALUE} without limit. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether the result is no longer needed. */
    public boolean cancelled() {
        return cancelled;
    }

    Key key() {
        return key;
    }

    /** The number of the delivery, from 0. */
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

    /** The handler has until then to end, because nobody waits for its result any more. */
    void endsBefore(long nanos) {
        endNanos = nanos;
    }

    /** When the next step against an overrun is due. */
    long nextDeadlineNanos() {
        return cancelled ? endNanos : deadlineNanos;
    }

    /** Tells the worker that nobody wants the result. */
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
