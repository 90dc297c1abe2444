package dev.comm.bench;

/** The unit of a sample. */
public enum Unit {
    /** Nanoseconds of one repetition. */
    TIME,
    /** Nanoseconds of all repetitions together; of interest is how many go into a second. */
    RATE,
    /** Bytes. */
    MEMORY,
    /** Nanoseconds of a processor's time in a second: 10,000,000 is one percent of a core. */
    LOAD;

    /** Whether it is time that a contender takes, so that contenders can be compared by their ratio. */
    public boolean isDuration() {
        return this == TIME || this == RATE;
    }
}
