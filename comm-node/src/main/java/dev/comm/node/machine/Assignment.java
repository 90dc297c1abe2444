package dev.comm.node.machine;

import dev.comm.api.frame.WorkCommand.Request;
import dev.comm.api.machine.Nanos;
import dev.comm.api.machine.Value;
import org.apiguardian.api.API;

/**
 * One attempt at a request or task, from its delivery until its result is accepted.
 *
 * <p>Threads: a worker reads it; {@link #cancelled} changes while it works. The rest belongs to the machine.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Assignment {
    /** How far it is. */
    enum State {
        /** Delivered. To RUNNING when a worker takes it, to DROPPED when it is given back or cancelled. */
        QUEUED,
        /** A worker has it. To ANSWERED by its answer, to DROPPED when the membership ends or it is given back. */
        RUNNING,
        /** A task's result is sent and kept. To DROPPED when the master accepted it. */
        ANSWERED,
        /** Nothing of it counts any more. Final. */
        DROPPED
    }

    /** What names an attempt. */
    record Key(long id, int attempt) {}

    private final Request request;
    private final Value input;
    private final long order;
    private final Key key;
    private State state = State.QUEUED;
    private long deadlineNanos = Long.MAX_VALUE;
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

    /** Counts the times this work was given away, from 1. */
    public int attempt() {
        return request.attempt();
    }

    /** Name of the handler. */
    public String handler() {
        return request.handler();
    }

    /** What the handler gets. */
    public Value input() {
        return input;
    }

    /** Whether it is a task. */
    public boolean isTask() {
        return request.task();
    }

    /** When the request's time is over, on the crank's clock; {@link Long#MAX_VALUE} without limit. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether nobody wants the result any more. */
    public boolean cancelled() {
        return cancelled;
    }

    Key key() {
        return key;
    }

    /** Counts deliveries, from 0. */
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
