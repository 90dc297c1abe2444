package dev.comm.node.machine;

import dev.comm.api.machine.Nanos;

/**
 * How long this node offers to work; the node is the authority on it (SEMANTICS 5). Its own pauses count: a batch
 * system does not wait.
 */
final class LiveTime {
    /** Where the live time stands. */
    enum State {
        /** Work is welcome; without a limit for ever. To DRAINING at the drain margin. */
        WORKING,
        /** The end is near: no new work. To EXPIRED at the end. */
        DRAINING,
        /** Over. Final. */
        EXPIRED
    }

    /** No limit, as commands say it. */
    static final long UNLIMITED = -1;

    private final long live;
    private final long margin;
    private State state = State.WORKING;
    private long end = Long.MAX_VALUE;

    /**
     * A live time.
     *
     * @param liveNanos how long from the start, or {@link #UNLIMITED}
     * @param marginNanos how long before the end no new work is taken, at most half of it so that a short life is of
     *     any use
     */
    LiveTime(long liveNanos, long marginNanos) {
        this.live = liveNanos;
        this.margin = Math.min(marginNanos, Math.max(0, liveNanos) / 2);
    }

    void start(long now) {
        if (live != UNLIMITED) {
            end = Nanos.after(now, live);
        }
    }

    /** How long the node still works, at least 0, or {@link #UNLIMITED}. */
    long remainingNanos(long now) {
        return end == Long.MAX_VALUE ? UNLIMITED : Math.max(0, end - now);
    }

    State state() {
        return state;
    }

    /**
     * Looks at the clock.
     *
     * @return whether the state changed
     */
    boolean advance(long now) {
        State was = state;
        if (state == State.WORKING && now >= drainAt()) {
            become(State.DRAINING);
        }
        if (state == State.DRAINING && now >= end) {
            become(State.EXPIRED);
        }
        return state != was;
    }

    long nextDeadlineNanos() {
        return switch (state) {
            case WORKING -> drainAt();
            case DRAINING -> end;
            case EXPIRED -> Long.MAX_VALUE;
        };
    }

    private long drainAt() {
        return end == Long.MAX_VALUE ? end : end - margin;
    }

    private void become(State next) {
        state = next;
    }
}
