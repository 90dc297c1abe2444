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

    /** Its id in the run: the batch in the upper, the index in the lower half. */
    long id() {
        return MasterWork.id(batch.number(), index);
    }

    /** The current attempt, or null. */
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

    /** The number of attempts. */
    int attempts() {
        return attempts;
    }

    /** Whether it was unanswered at a lost node; it then runs alone on a node (T2). */
    boolean isSuspect() {
        return suspect;
    }

    void suspected(boolean now) {
        suspect = now;
    }

    /** Counts a loss while suspect and alone; returns the number of such losses. */
    int charge() {
        return ++charges;
    }

    /** Whether another loss of its node, if it runs there alone, ends it. */
    boolean failsByNextLoss() {
        return suspect && charges + 1 >= batch.spec().attempts();
    }

    /** Counts a failure of its handler; returns the number of failures. */
    int fail() {
        return ++failures;
    }

    /** Records an unsuccessful attempt; keeps at most the first hundred. */
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
