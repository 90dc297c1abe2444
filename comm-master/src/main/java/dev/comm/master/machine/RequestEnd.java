package dev.comm.master.machine;

import dev.comm.api.Departure;
import dev.comm.api.machine.Value;
import org.apiguardian.api.API;

/**
 * One node's part of a request's end.
 *
 * @param rank the node
 * @param kind how it ended there
 * @param value the value or the handler's error; else {@link Value#NONE}
 * @param departure the departure, or null
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RequestEnd(int rank, Kind kind, Value value, Departure departure) {
    /** How a request ends at a node. */
    public enum Kind {
        /** With a value. */
        DONE,
        /** The handler, or reading or writing its values, failed. */
        FAILED,
        /** The node has no such handler. */
        UNKNOWN,
        /** No answer within the timeout. */
        TIMEOUT,
        /** The node departed before it answered. */
        DEPARTED,
        /** The node was no member any more when it was asked. */
        GONE
    }
}
