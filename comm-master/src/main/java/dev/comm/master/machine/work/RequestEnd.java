package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/**
 * The end of a request at one node.
 *
 * @param rank rank of the node
 * @param kind kind of end
 * @param value the value, or the error of the handler; otherwise {@link Value#NONE}
 * @param departure the departure, or null
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RequestEnd(int rank, Kind kind, Value value, Departure departure) {
    /** The kinds of ends. */
    public enum Kind {
        /** The handler returned a value. */
        DONE,
        /** The handler failed, or its values could not be read or written. */
        FAILED,
        /** The node has no such handler. */
        UNKNOWN,
        /** The node did not answer within the timeout. */
        TIMEOUT,
        /** The node departed before it answered. */
        DEPARTED,
        /** The node was no longer a member when the request was made. */
        GONE
    }
}
