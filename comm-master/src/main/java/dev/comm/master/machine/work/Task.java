package dev.comm.master.machine.work;

import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.List;

/** An open task: its input and its history. */
final class Task {
    private static final int MAX_HISTORY = 100;

    private final Batch batch;
    private final int index;
    private final Value input;
    private Attempt current;
    private int attempts;
    private int charges;
    private int failures;
    private boolean suspect;
    private List<String> history = List.of();

    Task(Batch batch, int index, Value input) {
        this.batch = batch;
        this.index = index;
        this.input = input;
    }

    Batch batch() {
        return batch;
    }

    int index() {
        return index;
    }

    Value input() {
        return input;
    }

    /**
     * Returns the id of the task in the run. The upper half is the number of the batch, the lower half is the index.
     */
    long id() {
        return MasterWork.id(batch.number(), index);
    }

    /** Returns the current attempt, or null. */
    Attempt current() {
        return current;
    }

    /** Begins the next attempt. */
    Attempt begin(NodeLoad load) {
        attempts++;
        current = new Attempt(this, attempts, load);
        return current;
    }

    /** Ends the current attempt, with any result. */
    void over() {
        current = null;
    }

    /** Returns the number of attempts. */
    int attempts() {
        return attempts;
    }

    /** Returns whether the task was unanswered at a lost node, so that it runs alone on a node (T2). */
    boolean isSuspect() {
        return suspect;
    }

    void suspected(boolean now) {
        suspect = now;
    }

    /** Counts a loss of the task while it was suspect and alone, or a lost frame. Returns the number of such losses. */
    int charge() {
        return ++charges;
    }

    /** Returns whether the task fails if its node is lost once more while the task runs there alone. */
    boolean failsByNextLoss() {
        return suspect && charges + 1 >= batch.spec().attempts();
    }

    /** Counts a failure of the handler. Returns the number of failures. */
    int fail() {
        return ++failures;
    }

    /** Records an unsuccessful attempt. At most the first hundred are kept. */
    void note(Attempt attempt, String what) {
        if (history.isEmpty()) {
            history = new ArrayList<>(2);
        }
        if (history.size() < MAX_HISTORY) {
            history.add(
                    "attempt " + attempt.number() + " on " + attempt.worker().node() + ": " + what);
        }
    }

    List<String> history() {
        return history;
    }
}
