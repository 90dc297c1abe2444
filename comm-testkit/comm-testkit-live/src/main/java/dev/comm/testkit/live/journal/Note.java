package dev.comm.testkit.live.journal;

import dev.comm.testkit.history.Occurrence;

/** A note of a forked member for the process that started it. */
public sealed interface Note {
    /** The JVM runs; its clock is looked at. */
    record Started(long nanos) implements Note {}

    /** Something that the checks look at. */
    record Happened(Occurrence occurrence) implements Note {}

    /** The master listens. */
    record Listening() implements Note {}

    /** It did a step of the protocol. */
    record Stepped(String step) implements Note {}

    /** It stands still at a step until it is told to go on. */
    record Reached(int plan) implements Note {}

    /** The program wants something to be done to the cluster, and waits until it is done. */
    record Asked(int number, String fault) implements Note {}

    /** The answer for the test. */
    record Reported(int rank, String key, Object value) implements Note {}

    /** The program ended and the process is about to; the error is null if it returned. */
    record Ended(Trouble error, int code) implements Note {}

    /** The scenario did not come to its run. */
    record NotPlayed(Trouble error) implements Note {}
}
