package dev.comm.bench;

/** The unit of a sample. */
public enum Unit {
    /** The nanoseconds of one repetition. */
    TIME,
    /** The nanoseconds of all repetitions together. Reports show the number of repetitions per second. */
    RATE,
    /** A number of bytes. */
    MEMORY,
    /** The nanoseconds of processor time in a second; 10,000,000 is one percent of a core. */
    LOAD;

    /** Returns whether the unit is a time that a contender takes, so that contenders can be compared by their ratio. */
    public boolean isDuration() {
        return this == TIME || this == RATE;
    }
}
