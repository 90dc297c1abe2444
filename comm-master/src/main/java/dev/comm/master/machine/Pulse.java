package dev.comm.master.machine;

/** When a node was heard, and when it hears of the master. */
final class Pulse {
    private final Node node;
    private final long beatNanos;
    private final long deadNanos;
    private long heardAt;
    private long mayBeatAt;
    private long beatAt;

    /** Both intervals are the larger of what the two sides announced; the node was heard just now. */
    Pulse(Node node, long beatNanos, long deadNanos, long awakeNanos) {
        this.node = node;
        this.beatNanos = beatNanos;
        this.deadNanos = deadNanos;
        this.heardAt = awakeNanos;
    }

    Node node() {
        return node;
    }

    long beatNanos() {
        return beatNanos;
    }

    long deadNanos() {
        return deadNanos;
    }

    void heard(long awakeNanos) {
        heardAt = awakeNanos;
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
