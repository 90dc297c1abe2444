package dev.comm.master.machine;

import dev.comm.api.machine.Value;
import java.util.ArrayList;
import java.util.List;

/** A task that has not ended: its input, and what it has been through. */
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

    /** Its number in the run: the batch in the upper, the index in the lower half. */
    long id() {
        return Work.id(batch.number(), index);
    }

    /** The attempt that a node holds, or null. */
    Attempt current() {
        return current;
    }

    /** Begins the next attempt. */
    Attempt begin(Worker worker) {
        attempts++;
        current = new Attempt(this, attempts, worker);
        return current;
    }

    /** The attempt is over, whatever came of it. */
    void over() {
        current = null;
    }

    /** How often it was given away. */
    int attempts() {
        return attempts;
    }

    /** Whether it was held, unanswered, by a node that was lost: then it is done alone (T2). */
    boolean isSuspect() {
        return suspect;
    }

    void suspected(boolean now) {
        suspect = now;
    }

    /** A loss while suspect and alone; the number of them. */
    int charge() {
        return ++charges;
    }

    /** A failure of its handler; the number of them. */
    int fail() {
        return ++failures;
    }

    /** Writes down an attempt that did not end well; no more than the first hundred are kept. */
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
