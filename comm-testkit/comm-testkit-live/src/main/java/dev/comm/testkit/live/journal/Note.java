package dev.comm.testkit.live.journal;

import dev.comm.testkit.history.Occurrence;

/** A note of a forked member for the process that started it. */
public sealed interface Note {
    /** The JVM runs. The test checks its clock. */
    record Started(long nanos) implements Note {}

    /** An occurrence for the checks. */
    record Happened(Occurrence occurrence) implements Note {}

    /** The master listens. */
    record Listening() implements Note {}

    /** The member did a step of the protocol. */
    record Stepped(String step) implements Note {}

    /** The member stopped at a step until it receives the order to go on. */
    record Reached(int plan) implements Note {}

    /** The program requests an action on the cluster, and waits until the action is done. */
    record Asked(int number, String fault) implements Note {}

    /** The program reports a value to the test. */
    record Reported(int rank, String key, Object value) implements Note {}

    /** The program ended and the process is about to end. The error is null if the program returned. */
    record Ended(Trouble error, int code) implements Note {}

    /** The scenario did not reach its run. */
    record NotPlayed(Trouble error) implements Note {}
}
