package dev.comm.master.machine.work;

/**
 * An attempt of a node at a task. The task of an abandoned attempt no longer waits for it, but the node may still work
 * on it.
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

    /**
     * Returns whether the node presumably works on this attempt. A node starts its attempts in order, one for each
     * slot.
     */
    boolean isStarted() {
        return started;
    }

    void start() {
        started = true;
    }

    /** Returns the progress that the handler reported, from 0 to 1, or -1 without a report. */
    double progress() {
        return progress;
    }

    void progress(double fraction) {
        progress = Double.isNaN(fraction) ? -1 : Math.max(0, Math.min(1, fraction));
    }

    /** Returns the time at which the node presumably started this attempt. */
    long startedAt() {
        return startedAt;
    }

    void startedAt(long nanos) {
        startedAt = nanos;
    }

    /** Returns the age of this attempt at its last log line, or 0. */
    long toldNanos() {
        return toldNanos;
    }

    void told(long ageNanos) {
        toldNanos = ageNanos;
    }

    /** Returns the age of this attempt when the master last asked for its result, or 0. */
    long askedNanos() {
        return askedNanos;
    }

    void asked(long ageNanos) {
        askedNanos = ageNanos;
    }

    /**
     * Returns whether the socket has taken the request of this attempt. Before that, the master must not ask for the
     * result, because its question would overtake a large request.
     */
    boolean isSent() {
        return sent;
    }

    void sent(boolean now) {
        sent = now;
    }

    /** Returns the time at which the master gives up this attempt. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    void due(long nanos) {
        deadlineNanos = nanos;
    }

    /**
     * Returns whether the master recalled this attempt, because all slots of the node are stuck or the node stopped
     * serving.
     */
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
