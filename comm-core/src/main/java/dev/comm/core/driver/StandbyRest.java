package dev.comm.core.driver;

/**
 * The time between two checks of the standby thread whether a thread polls.
 *
 * <p>A check costs a wake-up. While calls follow each other quickly, each of their threads polls, so the checks become
 * rarer. Once calls are rare, the standby thread checks each millisecond, because other members may wait for the master
 * in this process. If one caller has polled for long, no check is needed until that caller releases the role.
 */
final class StandbyRest {
    static final long SHORT_NANOS = 1_000_000;
    static final long LONG_NANOS = 8 * SHORT_NANOS;

    /** The number of checks without a change after which the thread sleeps until the role is free. */
    private static final int CHECKS = 20;

    private long tenures = -1;
    private long restNanos = SHORT_NANOS;
    private int unchanged;

    /** Records a check, with the number of tenures of the role of the poller so far. */
    void check(long tenuresNow) {
        long more = tenuresNow - tenures;
        tenures = tenuresNow;
        unchanged = more == 0 ? unchanged + 1 : 0;
        boolean isQuick = more >= restNanos / SHORT_NANOS;
        restNanos = isQuick ? Math.min(2 * restNanos, LONG_NANOS) : SHORT_NANOS;
    }

    /** Records a tenure of the standby thread itself. */
    void polled(long tenuresNow) {
        tenures = tenuresNow;
        unchanged = 0;
        restNanos = SHORT_NANOS;
    }

    /** Returns whether no tenure ended since the last check, so a free role belongs to nobody. */
    boolean isIdle(long tenuresNow) {
        return tenuresNow == tenures;
    }

    /** Returns whether the thread sleeps until the role is free. */
    boolean isDeep() {
        return unchanged > CHECKS;
    }

    /** Returns the time until the next check. */
    long nanos() {
        return restNanos;
    }
}
