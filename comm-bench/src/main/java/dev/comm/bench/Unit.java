package dev.comm.bench;

/** What a sample counts. */
public enum Unit {
    /** Nanoseconds of one repetition. */
    TIME,
    /** Nanoseconds of all repetitions together; of interest is how many go into a second. */
    RATE,
    /** Bytes. */
    MEMORY,
    /** Nanoseconds of a processor's time in a second: 10,000,000 is one percent of a core. */
    LOAD
}
