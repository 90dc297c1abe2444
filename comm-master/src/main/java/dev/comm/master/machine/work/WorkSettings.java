package dev.comm.master.machine.work;

import dev.comm.api.CommConfig;
import dev.comm.core.machine.Nanos;

/**
 * The limits of requests and tasks.
 *
 * @param credit maximum number of tasks for each slot of a node
 * @param graceNanos time after a timeout in which the master still waits for the node's own answer
 * @param pauseNanos time without new tasks for a node that returned a task
 * @param window minimum number of inputs and outcomes of a batch at the master
 * @param windowBytes bytes of a batch above which the master holds at most one input for each slot
 * @param nodesNanos time after which tasks that no living node can take fail, unless their batch sets its own
 * @param callNanos default timeout of a call. While a living node does not serve yet, tasks wait this long if
 *     {@code nodesNanos} is shorter
 */
public record WorkSettings(
        int credit, long graceNanos, long pauseNanos, int window, long windowBytes, long nodesNanos, long callNanos) {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW_BYTES_MAX = 64L << 20;

    /** Creates the limits from a configuration. */
    public static WorkSettings of(CommConfig config) {
        return new WorkSettings(
                Math.max(1, config.credit()),
                config.timing().suspect().toNanos(),
                SECOND,
                1024,
                Math.min(WINDOW_BYTES_MAX, config.limits().memoryTotalBytes()),
                Nanos.of(config.waitForNodes()),
                Nanos.of(config.timing().collective()));
    }
}
