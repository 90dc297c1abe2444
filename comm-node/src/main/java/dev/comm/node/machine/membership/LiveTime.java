package dev.comm.node.machine.membership;

import dev.comm.core.machine.Nanos;

/**
 * The live time of this node, which the node itself determines (SEMANTICS 5). The live time includes pauses of the
 * process, because a batch system does not wait for them.
 */
public final class LiveTime {
    /** The states of the live time. */
    public enum State {
        /** The node accepts work. Without a limit it stays in this state. The drain margin leads to DRAINING. */
        WORKING,
        /** The live time ends soon, so the node takes no new work. The end leads to EXPIRED. */
        DRAINING,
        /** The live time is over. The final state. */
        EXPIRED
    }

    /** The value that stands for no limit, as in commands. */
    public static final long UNLIMITED = -1;

    private final long live;
    private final long margin;
    private State state = State.WORKING;
    private long end = Long.MAX_VALUE;

    /**
     * Creates a live time.
     *
     * @param liveNanos duration from the start, or {@link #UNLIMITED}
     * @param marginNanos time before the end in which the node takes no new work; at most half of the live time
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

    /** Returns the remaining live time, at least 0, or {@link #UNLIMITED}. */
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
