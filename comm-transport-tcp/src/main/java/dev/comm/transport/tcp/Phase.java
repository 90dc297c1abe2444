package dev.comm.transport.tcp;

/**
 * Where an endpoint is in its life. It only ever moves on, and who wins the exchange does what the step demands; so
 * each step, and the report of the end, happens once although two threads may want it.
 */
enum Phase {
    /** The connection is under way; frames are queued, nothing is written. */
    CONNECTING,
    /** The encryption is being agreed, by the polling side; frames are queued. Skipped without encryption. */
    SECURING,
    /** Bytes go both ways. */
    OPEN,
    /** Finished by the caller: what is queued is still written, input is discarded. */
    FINISHING,
    /** All is written and output is shut; input is discarded until the peer's end. */
    SHUT,
    /** Closed; only the report may be outstanding. */
    GONE;

    boolean isBeforeOpen() {
        return this == CONNECTING || this == SECURING;
    }

    boolean takesFrames() {
        return isBeforeOpen() || this == OPEN;
    }
}
