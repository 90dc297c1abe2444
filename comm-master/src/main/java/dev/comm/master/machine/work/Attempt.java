package dev.comm.master.machine.work;

/**
 * An attempt of a node at a task. An abandoned attempt has no waiting task any more, but the node may still work on it.
 */
final class Attempt implements Comparable<Attempt> {
    private final Task task;
    private final int number;
    private final NodeLoad load;
    private long deadlineNanos = Long.MAX_VALUE;
    private boolean started;
    private boolean recalled;
    private double progress = -1;
    private long startedAt;
    private long toldNanos;
    private long askedNanos;
    private boolean sent = true;

    Attempt(Task task, int number, NodeLoad load) {
        this.task = task;
        this.number = number;
        this.load = load;
    }

    Task task() {
        return task;
    }

    int number() {
        return number;
    }

    NodeLoad worker() {
        return load;
    }

    /** Whether the node presumably works on it: a node starts its attempts in order, one for each slot. */
    boolean isStarted() {
        return started;
    }

    void start() {
        started = true;
    }

    /** The reported progress of the handler, 0 to 1, or -1 without a report. */
    double progress() {
        return progress;
    }

    void progress(double fraction) {
        progress = Double.isNaN(fraction) ? -1 : Math.max(0, Math.min(1, fraction));
    }

    /** When the node presumably started it. */
    long startedAt() {
        return startedAt;
    }

    void startedAt(long nanos) {
        startedAt = nanos;
    }

    /** Its age at the last line about it, or 0. */
    long toldNanos() {
        return toldNanos;
    }

    void told(long ageNanos) {
        toldNanos = ageNanos;
    }

    /** Its age at the last question for its result, or 0. */
    long askedNanos() {
        return askedNanos;
    }

    void asked(long ageNanos) {
        askedNanos = ageNanos;
    }

    /** Whether the socket has taken its request; a question would overtake a large one. */
    boolean isSent() {
        return sent;
    }

    void sent(boolean now) {
        sent = now;
    }

    /** The time when the master gives up on this attempt. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    void due(long nanos) {
        deadlineNanos = nanos;
    }

    /** Whether the master recalled it from a node with stuck slots only. */
    boolean isRecalled() {
        return recalled;
    }

    void recall() {
        recalled = true;
    }

    @Override
    public int compareTo(Attempt other) {
        int byTime = Long.compare(deadlineNanos, other.deadlineNanos);
        int byTask = byTime != 0 ? byTime : Long.compare(task.id(), other.task.id());
        return byTask != 0 ? byTask : Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(task.id()) + 31 * number;
    }
}
