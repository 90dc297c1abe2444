package dev.comm.node.machine.work;

import org.apiguardian.api.API;

/**
 * An attempt that runs although no call waits for its result, because its timeout has passed or the master cancelled
 * it.
 *
 * @param assignment the attempt
 * @param measure the action that the owner of the worker must take
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Overrun(Assignment assignment, Measure measure) {
    /** The two measures against an overrun. */
    public enum Measure {
        /** The handler's thread must be interrupted. */
        INTERRUPT,
        /**
         * The handler did not end within the grace period. Its attempt is given up, and its slot needs a new thread.
         */
        ABANDON
    }
}
