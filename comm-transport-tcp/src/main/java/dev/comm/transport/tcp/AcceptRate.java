package dev.comm.transport.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How many connections may be accepted now: a bucket of tokens. A flood of connections costs the polling thread a share
 * of its time, not all of it, and those that are there are served in between.
 */
final class AcceptRate {
    /** In one turn; the others that are ready come before the next. */
    static final int TURN_MAX = 64;

    /** At once: the members of a large team on their start. */
    static final int BURST = 1_024;

    /**
     * For ever: a connection costs some 50 µs, so strangers get a fifth of a core; 8,192 members are in after 2 s; and
     * who has just come has a quarter of a second before 1,024 others can be there, the default of
     * {@code Limits.handshakes}.
     */
    static final int PER_SECOND = 4_000;

    private static final long NANOS_PER_TOKEN = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

    private long tokens = BURST;
    private long countedNanos;

    /** A bucket that is full. */
    AcceptRate(long nowNanos) {
        countedNanos = nowNanos;
    }

    /** How many may be accepted in this turn. */
    int allowance(long nowNanos) {
        long earned = (nowNanos - countedNanos) / NANOS_PER_TOKEN;
        if (tokens + earned >= BURST) {
            tokens = BURST;
            countedNanos = nowNanos;
        } else {
            tokens += earned;
            countedNanos += earned * NANOS_PER_TOKEN;
        }
        return (int) Math.min(TURN_MAX, tokens);
    }

    /** So many were accepted. */
    void spend(int count) {
        tokens -= count;
    }

    /** Whether to pause, since nothing may be accepted. */
    boolean isSpent() {
        return tokens <= 0;
    }

    /** When a whole turn may be accepted again, if nothing is until then. */
    long refilledNanos() {
        return countedNanos + (TURN_MAX - tokens) * NANOS_PER_TOKEN;
    }
}
