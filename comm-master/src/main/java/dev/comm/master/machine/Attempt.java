package dev.comm.master.machine;

/**
 * A task in the hands of a node. What its task has forgotten is a leftover: the node still works on it, nobody waits
 * for it.
 */
final class Attempt implements Comparable<Attempt> {
    private final Task task;
    private final int number;
    private final Worker worker;
    private long deadlineNanos = Long.MAX_VALUE;
    private boolean started;
    private boolean recalled;
    private double progress = -1;

    Attempt(Task task, int number, Worker worker) {
        this.task = task;
        this.number = number;
        this.worker = worker;
    }

    Task task() {
        return task;
    }

    int number() {
        return number;
    }

    Worker worker() {
        return worker;
    }

    /** Whether the node is presumed to work on it: it starts what it got in order, as many as it has slots. */
    boolean isStarted() {
        return started;
    }

    void start() {
        started = true;
    }

    /** How far the handler says it is, 0 to 1, or -1 if it said nothing. */
    double progress() {
        return progress;
    }

    void progress(double fraction) {
        progress = Double.isNaN(fraction) ? -1 : Math.max(0, Math.min(1, fraction));
    }

    /** When the master gives up on it. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    void due(long nanos) {
        deadlineNanos = nanos;
    }

    /** Whether it was asked back from a node whose slots are all stuck. */
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
