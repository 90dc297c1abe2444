package dev.comm.transport.tcp;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket that limits the rate of accepted connections. So a flood of connections takes only a share of the
 * polling thread's time, and existing connections are still served.
 */
final class AcceptRate {
    /** The maximum number of connections for one poll. Other ready channels are served before the next ones. */
    static final int TURN_MAX = 64;

    /** The size of the bucket. The members of a large run may connect at the same time. */
    static final int BURST = 1_024;

    /**
     * The sustained rate. A connection costs about 50 µs, so a flood takes a fifth of a core, and 8,192 members are
     * accepted within 2 s. A new connection has a quarter of a second before 1,024 others, the default of
     * {@code Limits.handshakes}, can arrive.
     */
    static final int PER_SECOND = 4_000;

    private static final long NANOS_PER_TOKEN = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

    private long tokens = BURST;
    private long countedNanos;

    /** Creates a full bucket. */
    AcceptRate(long nowNanos) {
        countedNanos = nowNanos;
    }

    /** Returns the number of connections that this poll may accept. */
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

    /** Takes one token for each accepted connection. */
    void spend(int count) {
        tokens -= count;
    }

    /** Returns whether the bucket is empty, so that accepting has to pause. */
    boolean isSpent() {
        return tokens <= 0;
    }

    /** Returns the time at which the bucket holds enough tokens for a whole poll, if nothing is accepted until then. */
    long refilledNanos() {
        return countedNanos + (TURN_MAX - tokens) * NANOS_PER_TOKEN;
    }
}
