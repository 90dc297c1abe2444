package dev.comm.bench;

import java.util.Locale;

/** What is timed; all times are those of rank 0. */
public enum Work {
    /** Rank 0 asks rank 1 and waits for the same bytes. */
    ECHO("request and reply"),
    /** All wait for all. */
    BARRIER("barrier"),
    /** Every rank gives bytes, rank 0 has them; all begin together. */
    COLLECT("collect"),
    /** Rank 0 gives bytes; timed until it knows that every rank has them. */
    DISTRIBUTE("distribute"),
    /** The sum of one number of each rank, known to all. */
    ALL_REDUCE("all-reduce"),
    /** Rank 0 gives out tasks that echo their bytes; one sample is the time of all together. */
    TASKS("tasks"),
    /** Rank 0 sends messages to rank 1, which answers the last; one sample is the time of all together. */
    ONE_WAY("one-way messages");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether a sample is the time of all repetitions together, so that a rate is of interest. */
    public boolean isRate() {
        return this == TASKS || this == ONE_WAY;
    }

    /** Reads the name that {@link #toString} gives. */
    public static Work of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
