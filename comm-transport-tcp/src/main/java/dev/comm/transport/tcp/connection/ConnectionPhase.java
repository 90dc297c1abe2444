package dev.comm.transport.tcp.connection;

/**
 * The phase of a connection. It only moves forward, by compare-and-set, and the thread that wins performs the step. So
 * each step, and the report of the end, happens once although two threads may attempt it.
 */
public enum ConnectionPhase {
    /** The TCP connection is being established; frames are queued, nothing is written. */
    CONNECTING,
    /** The polling side runs the TLS handshake; frames are queued. Skipped without encryption. */
    SECURING,
    /** Bytes travel in both directions. */
    OPEN,
    /** Finished by the caller: queued frames are still written, input is discarded. */
    FINISHING,
    /** All is written and output is shut; input is discarded until the peer shuts its output. */
    SHUT,
    /** Closed; at most the report is outstanding. */
    GONE;

    boolean isBeforeOpen() {
        return this == CONNECTING || this == SECURING;
    }

    boolean takesFrames() {
        return isBeforeOpen() || this == OPEN;
    }
}
