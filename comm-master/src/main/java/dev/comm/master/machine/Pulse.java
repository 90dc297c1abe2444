package dev.comm.master.machine;

/**
 * When a node was heard, and when it hears of the master. Silence is judged by the longest interval that the node may
 * still keep: it follows a shorter one with its next pause, and says so with the heartbeat that begins it.
 */
final class Pulse {
    private final Node node;
    private final long beatNanos;
    private final long deadNanos;
    private long toldNanos;
    private long keptNanos;
    private long heardAt;
    private long mayBeatAt;
    private long beatAt;

    /** Both intervals are the larger of what the two sides announced; the node was heard just now. */
    Pulse(Node node, long beatNanos, long deadNanos, long awakeNanos) {
        this.node = node;
        this.beatNanos = beatNanos;
        this.deadNanos = deadNanos;
        this.toldNanos = beatNanos;
        this.keptNanos = beatNanos;
        this.heardAt = awakeNanos;
    }

    Node node() {
        return node;
    }

    /** The agreed interval. */
    long beatNanos() {
        return beatNanos;
    }

    long deadNanos() {
        return deadNanos;
    }

    void heard(long awakeNanos) {
        heardAt = awakeNanos;
    }

    /** The node is told to give its signs of life at that interval. */
    void told(long intervalNanos) {
        toldNanos = intervalNanos;
        keptNanos = Math.max(keptNanos, intervalNanos);
    }

    /** The node says at which interval it gives its signs of life from now on; it may not choose a longer one. */
    void keeps(long intervalNanos) {
        if (intervalNanos <= toldNanos) {
            keptNanos = toldNanos;
        }
    }

    /** The silence after which the node is suspect: two intervals at least, so that one late sign is none. */
    long suspectNanos(long configuredNanos) {
        return Math.max(configuredNanos, 2 * keptNanos);
    }

    long silence(long awakeNanos) {
        return awakeNanos - heardAt;
    }

    /** When the next heartbeat may go. */
    long mayBeatAt() {
        return mayBeatAt;
    }

    void mayBeatAt(long nanos) {
        mayBeatAt = nanos;
    }

    /** When it has to. */
    long beatAt() {
        return beatAt;
    }

    void beatAt(long nanos) {
        beatAt = nanos;
    }
}
