package dev.comm.master.machine.membership;

/**
 * The times of heartbeats from and to a node. The master judges silence by the longest interval that the node may still
 * use. The node uses a shorter interval only after its next heartbeat, which announces the new interval.
 */
public final class PeerHeartbeat {
    private final Node node;
    private final long beatNanos;
    private final long deadNanos;
    private long toldNanos;
    private long keptNanos;
    private long heardAt;
    private long progress = -1;
    private long progressAt;
    private long mayBeatAt;
    private long beatAt;

    /** Creates the times of a node that has just sent bytes. Both intervals are the larger values of the two sides. */
    PeerHeartbeat(Node node, long beatNanos, long deadNanos, long awakeNanos) {
        this.node = node;
        this.beatNanos = beatNanos;
        this.deadNanos = deadNanos;
        this.toldNanos = beatNanos;
        this.keptNanos = beatNanos;
        this.heardAt = awakeNanos;
        this.progressAt = awakeNanos;
    }

    Node node() {
        return node;
    }

    /** Returns the agreed interval. */
    public long beatNanos() {
        return beatNanos;
    }

    public long deadNanos() {
        return deadNanos;
    }

    void heard(long awakeNanos) {
        heardAt = awakeNanos;
    }

    /** Records the number of calls that the program of the node has made so far. */
    void progressed(long calls, long awakeNanos) {
        if (calls != progress) {
            progress = calls;
            progressAt = awakeNanos;
        }
    }

    /** Returns the time for which the program of the node has made no call. */
    long inactivity(long awakeNanos) {
        return awakeNanos - progressAt;
    }

    /** Records the interval that the master requested of the node. */
    void told(long intervalNanos) {
        toldNanos = intervalNanos;
        keptNanos = Math.max(keptNanos, intervalNanos);
    }

    /**
     * Records the interval that the node announced. An interval that is longer than the requested one has no effect.
     */
    void keeps(long intervalNanos) {
        if (intervalNanos <= toldNanos) {
            keptNanos = toldNanos;
        }
    }

    /**
     * Returns the silence after which the node is suspect. It is at least two intervals, so that one late heartbeat has
     * no effect.
     */
    long suspectNanos(long configuredNanos) {
        return Math.max(configuredNanos, 2 * keptNanos);
    }

    long silence(long awakeNanos) {
        return awakeNanos - heardAt;
    }

    /** Returns the earliest time of the next heartbeat. */
    long mayBeatAt() {
        return mayBeatAt;
    }

    void mayBeatAt(long nanos) {
        mayBeatAt = nanos;
    }

    /** Returns the latest time of the next heartbeat. */
    long beatAt() {
        return beatAt;
    }

    void beatAt(long nanos) {
        beatAt = nanos;
    }
}
