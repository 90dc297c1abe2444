package dev.comm.master.machine.work;

import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.WaitRow;
import dev.comm.master.machine.membership.MasterStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log lines about tasks that run for long (W1): longer than {@code waiting.warn}, than their estimate, and than
 * four times the median of their handler. The running attempts are checked only when one of them may be due.
 */
final class SlowTasks implements WaitRow<MasterStep> {
    private static final int MEDIANS = 4;

    /** The maximum number of log lines at a time. One more line counts the rest. */
    private static final int LINES_MAX = 3;

    private final ServingNodes serving;
    private final Map<String, RecentTimes> times = new HashMap<>();
    private long warnNanos = Nanos.NEVER;
    private long lookAt = Nanos.NEVER;

    SlowTasks(ServingNodes serving) {
        this.serving = serving;
    }

    /** Sets the duration of an attempt before its first log line. Without this call no log lines are written. */
    void warnAfter(long nanos) {
        warnNanos = nanos;
    }

    /** Records that an attempt presumably starts at its node. */
    void started(Attempt attempt, long now) {
        attempt.startedAt(now);
        lookAt = Math.min(lookAt, Nanos.after(now, warnNanos));
    }

    /** Ends the log lines with the master. */
    void close() {
        lookAt = Nanos.NEVER;
    }

    /**
     * Records the duration of an attempt that ended with a result. An attempt that presumably never started has no
     * known duration. This happens if the node answers it before other attempts that it received earlier.
     */
    void done(Attempt attempt, long now) {
        if (!attempt.isStarted()) {
            return;
        }
        String handler = attempt.task().batch().spec().handler();
        times.computeIfAbsent(handler, any -> new RecentTimes()).add(now - attempt.startedAt());
    }

    @Override
    public long nextLineNanos() {
        return lookAt;
    }

    @Override
    public void writeLines(MasterStep step) {
        lookAt = Nanos.NEVER;
        List<Attempt> due = new ArrayList<>();
        for (NodeLoad load : serving.all()) {
            for (Attempt attempt : load.held()) {
                if (attempt.isStarted()) {
                    look(attempt, step.now(), due);
                }
            }
        }
        due.sort(Comparator.comparingLong(Attempt::startedAt));
        due.stream().limit(LINES_MAX).forEach(attempt -> step.warn(sentence(attempt, step.now())));
        if (due.size() > LINES_MAX) {
            step.warn((due.size() - LINES_MAX) + " more tasks run for long, the shortest of them for "
                    + Nanos.text(step.now() - due.get(due.size() - 1).startedAt()));
        }
    }

    private void look(Attempt attempt, long now, List<Attempt> due) {
        long age = now - attempt.startedAt();
        if (age >= dueAge(attempt)) {
            due.add(attempt);
            attempt.told(age);
        }
        lookAt = Math.min(lookAt, Nanos.after(attempt.startedAt(), dueAge(attempt)));
    }

    private long dueAge(Attempt attempt) {
        BatchSpec spec = attempt.task().batch().spec();
        return Math.max(
                Math.max(warnNanos, usualNanos(spec.handler())),
                Math.max(spec.estimateNanos(), 2 * attempt.toldNanos()));
    }

    /** Returns four times the median of a handler, or 0 before its first result. */
    long usualNanos(String handler) {
        RecentTimes of = times.get(handler);
        return of == null ? 0 : MEDIANS * of.median();
    }

    private String sentence(Attempt attempt, long now) {
        String handler = attempt.task().batch().spec().handler();
        RecentTimes of = times.get(handler);
        String progress = attempt.progress() < 0 ? "" : ", " + (int) (100 * attempt.progress()) + " % done";
        return "task " + attempt.task().index() + " of '" + handler + "' runs "
                + Nanos.text(now - attempt.startedAt()) + " on rank "
                + attempt.worker().node().rank()
                + (of == null ? " (no task of it has ended yet" : " (median " + Nanos.text(of.median())) + progress
                + ")";
    }
}
