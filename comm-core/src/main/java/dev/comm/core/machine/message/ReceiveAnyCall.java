package dev.comm.core.machine.message;

import dev.comm.api.Departure;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/**
 * A call that waits for a message of any rank, or for the news that a rank has departed. At its deadline the machine
 * fails the call with TIMEOUT.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveAnyCall extends Call<ReceiveAnyCall.Arrival> {
    private final TagLane lane;
    private final long timeoutNanos;

    /** Creates a call for the next message with a tag in a communicator. */
    public ReceiveAnyCall(int communicator, int tag, long timeoutNanos) {
        this.lane = new TagLane(communicator, tag);
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * The result, which is a message or a departure.
     *
     * @param from rank of the sender, or of the departed member
     * @param value the message, or null for a departure
     * @param departure the departure, or null for a message
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Arrival(int from, Value value, Departure departure) {}

    /** The messages of a communicator with one tag, of all ranks. */
    record TagLane(int communicator, int tag) {}

    TagLane lane() {
        return lane;
    }

    /** Returns the id of the communicator. */
    public int communicator() {
        return lane.communicator;
    }

    /** Returns the tag. */
    public int tag() {
        return lane.tag;
    }

    /** Returns the timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
