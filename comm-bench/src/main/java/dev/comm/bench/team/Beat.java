package dev.comm.bench.team;

/** What a rank does once for each repetition. */
@FunctionalInterface
public interface Beat {
    /** Brings all to the same place, untimed. */
    default void line() throws Exception {}

    /** The timed part. */
    void play() throws Exception;
}
