package dev.comm.master.machine.membership;

/**
 * The times of heartbeats from and to a node. The master judges silence by the longest interval that the node may still
 * use. The node follows a shorter one after its next heartbeat, which announces it.
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

    /** Creates the times of a node that was just heard; both intervals are the larger ones of the two sides. */
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

    /** The agreed interval. */
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

    /** How long the program of the node has made no call. */
    long inactivity(long awakeNanos) {
        return awakeNanos - progressAt;
    }

    /** Records the interval that the master requested of the node. */
    void told(long intervalNanos) {
        toldNanos = intervalNanos;
        keptNanos = Math.max(keptNanos, intervalNanos);
    }

    /** Records the interval that the node announced; a longer one than requested does not count. */
    void keeps(long intervalNanos) {
        if (intervalNanos <= toldNanos) {
            keptNanos = toldNanos;
        }
    }

    /** The silence after which the node is suspect: at least two intervals, so one late heartbeat does not count. */
    long suspectNanos(long configuredNanos) {
        return Math.max(configuredNanos, 2 * keptNanos);
    }

    long silence(long awakeNanos) {
        return awakeNanos - heardAt;
    }

    /** The earliest time of the next heartbeat. */
    long mayBeatAt() {
        return mayBeatAt;
    }

    void mayBeatAt(long nanos) {
        mayBeatAt = nanos;
    }

    /** The latest time of the next heartbeat. */
    long beatAt() {
        return beatAt;
    }

    void beatAt(long nanos) {
        beatAt = nanos;
    }
}
