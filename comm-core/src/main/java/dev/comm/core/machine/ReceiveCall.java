package dev.comm.core.machine;

import dev.comm.api.protocol.MessageCommand.Message;
import org.apiguardian.api.API;

/** A call that waits for a message. At its deadline the machine fails the call with TIMEOUT. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    private final Address address;
    private final long timeoutNanos;
    private final boolean isHeld;

    /** Creates a call for the next message of a rank with a tag in a communicator. */
    public ReceiveCall(int communicator, int from, int tag, long timeoutNanos) {
        this(new Address(communicator, from, tag), timeoutNanos, false);
    }

    /**
     * Creates a call for the next message at an address.
     *
     * @param isHeld whether the call takes no message until a call of its own lets it proceed; until then it has its
     *     place in the order of the calls
     */
    public ReceiveCall(Address address, long timeoutNanos, boolean isHeld) {
        this.address = address;
        this.timeoutNanos = timeoutNanos;
        this.isHeld = isHeld;
    }

    /** The address of a message. A receive takes only messages with its communicator, rank and tag. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Address(int communicator, int from, int tag) {
        /** Returns the address of a message that arrived. */
        public static Address of(Message message) {
            return new Address(message.communicator(), message.from(), message.tag());
        }
    }

    /** Returns the address of the messages for which the call waits. */
    public Address address() {
        return address;
    }

    /** Returns the rank of the sender. */
    public int from() {
        return address.from();
    }

    /** Returns the tag. */
    public int tag() {
        return address.tag();
    }

    /** Returns whether the call takes no message yet. */
    public boolean isHeld() {
        return isHeld;
    }

    /** Returns the timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
