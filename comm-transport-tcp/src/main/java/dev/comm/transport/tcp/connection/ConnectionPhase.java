package dev.comm.transport.tcp.connection;

/**
 * The phase of a connection. The phase only moves forward, by compare-and-set, and the thread that wins performs the
 * step. So each step and the report of the end happen once, although two threads may attempt them.
 */
public enum ConnectionPhase {
    /** The TCP connection is being established. Frames are queued, and nothing is written. */
    CONNECTING,
    /** The polling side runs the TLS handshake. Frames are queued. Without encryption this phase is skipped. */
    SECURING,
    /** Bytes travel in both directions. */
    OPEN,
    /** The caller finished the connection. Queued frames are still written, and input is discarded. */
    FINISHING,
    /** All frames are written and the output is shut. Input is discarded until the peer shuts its output. */
    SHUT,
    /** Closed. At most the report of the end is still missing. */
    GONE;

    boolean isBeforeOpen() {
        return this == CONNECTING || this == SECURING;
    }

    boolean takesFrames() {
        return isBeforeOpen() || this == OPEN;
    }
}
