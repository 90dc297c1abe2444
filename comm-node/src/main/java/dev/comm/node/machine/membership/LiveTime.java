package dev.comm.node.machine.membership;

import dev.comm.api.CommConfig;
import dev.comm.core.machine.DrainMargin;
import dev.comm.core.machine.Nanos;

/**
 * The live time of this node: its own, and at most that of the master (SEMANTICS 5). The live time includes pauses of
 * the process, because a batch system does not wait for them. A node that drains goes on to drain if the end moves
 * away.
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

    /** A rest that is longer by less than this is the same rest on a slower way. */
    private static final long SAME_NANOS = 1_000_000_000L;

    private final long live;
    private final DrainMargin margin;
    private State state = State.WORKING;
    private long start;
    private long ownEnd = Long.MAX_VALUE;
    private long masterEnd = Long.MAX_VALUE;

    /**
     * Creates a live time.
     *
     * @param liveNanos duration from the start, or {@link #UNLIMITED}
     * @param margin time before the end in which the node takes no new work
     */
    private LiveTime(long liveNanos, DrainMargin margin) {
        this.live = liveNanos;
        this.margin = margin;
    }

    /** Returns the live time of the settings. */
    public static LiveTime of(CommConfig config) {
        long live = config.liveTime() == null ? UNLIMITED : Nanos.of(config.liveTime());
        return new LiveTime(live, DrainMargin.of(config));
    }

    public void start(long now) {
        start = now;
        ownEnd = live == UNLIMITED ? Long.MAX_VALUE : Nanos.after(now, live);
    }

    /**
     * Takes the rest of the master's live time, which bounds that of the node. It may grow or shrink.
     *
     * @param restNanos the rest, or {@link #UNLIMITED}
     * @return whether the end of the live time moved
     */
    public boolean follow(long restNanos, long now) {
        long before = endNanos();
        long end = restNanos == UNLIMITED ? Long.MAX_VALUE : Nanos.after(now, restNanos);
        if (end < masterEnd || end == Long.MAX_VALUE || end - masterEnd > SAME_NANOS) {
            masterEnd = end;
        }
        return endNanos() != before;
    }

    /** Returns the end of the live time, or {@link Long#MAX_VALUE} without a limit. */
    public long endNanos() {
        return Math.min(ownEnd, masterEnd);
    }

    /** Returns the remaining live time, at least 0, or {@link #UNLIMITED}. */
    public long remainingNanos(long now) {
        long end = endNanos();
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
        if (state == State.DRAINING && now >= endNanos()) {
            become(State.EXPIRED);
        }
        return state != was;
    }

    public long nextDeadlineNanos() {
        return switch (state) {
            case WORKING -> drainAt();
            case DRAINING -> endNanos();
            case EXPIRED -> Long.MAX_VALUE;
        };
    }

    /** Returns the time at which the node begins to drain. */
    private long drainAt() {
        long end = endNanos();
        return end == Long.MAX_VALUE ? end : end - margin.of(Math.max(0, end - start));
    }

    private void become(State next) {
        state = next;
    }
}
