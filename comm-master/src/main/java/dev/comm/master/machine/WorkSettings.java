package dev.comm.master.machine;

import dev.comm.api.CommConfig;

/**
 * Bounds of the work part.
 *
 * @param credit tasks that a node holds per slot at most
 * @param graceNanos how long after its timeout the master still waits for the node's own answer
 * @param pauseNanos how long a node that gave a task back gets no other
 * @param window inputs and outcomes of a batch that the master holds at least
 * @param windowBytes bytes of a batch above which it holds no more inputs than there are slots
 */
record WorkSettings(int credit, long graceNanos, long pauseNanos, int window, long windowBytes) {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW_BYTES_MAX = 64L << 20;

    /** What a configuration says. */
    static WorkSettings of(CommConfig config) {
        return new WorkSettings(
                Math.max(1, config.credit()),
                config.timing().suspect().toNanos(),
                SECOND,
                1024,
                Math.min(WINDOW_BYTES_MAX, config.limits().memoryTotalBytes()));
    }
}
