package dev.comm.node.machine.membership;

import dev.comm.core.machine.Nanos;

/**
 * The live time of this node, which the node itself determines (SEMANTICS 5). Pauses of the process count, because a
 * batch system does not wait.
 */
public final class LiveTime {
    /** The states of the live time. */
    public enum State {
        /** The node accepts work; always without a limit. To DRAINING at the drain margin. */
        WORKING,
        /** The live time ends soon: no new work. To EXPIRED at the end. */
        DRAINING,
        /** The live time is over. Final. */
        EXPIRED
    }

    /** No limit, in the form of commands. */
    public static final long UNLIMITED = -1;

    private final long live;
    private final long margin;
    private State state = State.WORKING;
    private long end = Long.MAX_VALUE;

    /**
     * Creates a live time.
     *
     * @param liveNanos duration from the start, or {@link #UNLIMITED}
     * @param marginNanos time before the end without new work, limited to half of the live time
     */
    public LiveTime(long liveNanos, long marginNanos) {
        this.live = liveNanos;
        this.margin = Math.min(marginNanos, Math.max(0, liveNanos) / 2);
    }

    public void start(long now) {
        if (live != UNLIMITED) {
            end = Nanos.after(now, live);
        }
    }

    /** The remaining live time, at least 0, or {@link #UNLIMITED}. */
    public long remainingNanos(long now) {
        return end == Long.MAX_VALUE ? UNLIMITED : Math.max(0, end - now);
    }

    public State state() {
        return state;
    }

    /**
     * Updates the state to the present time.
     *
     * @return whether the state changed
     */
    public boolean advance(long now) {
        State was = state;
        if (state == State.WORKING && now >= drainAt()) {
            become(State.DRAINING);
        }
        if (state == State.DRAINING && now >= end) {
            become(State.EXPIRED);
        }
        return state != was;
    }

    public long nextDeadlineNanos() {
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
