package dev.comm.core.machine;

import dev.comm.api.protocol.MessageCommand.Message;
import org.apiguardian.api.API;

/** A call that waits for a message. At its deadline the machine fails the call with TIMEOUT. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    /** The value of {@link #sendsTo} of a receive that is no part of an exchange. */
    public static final int NO_EXCHANGE = -2;

    private final Address address;
    private final long timeoutNanos;
    private final int sendsTo;

    /** Creates a call for the next message of a rank with a tag in a communicator. */
    public ReceiveCall(int communicator, int from, int tag, long timeoutNanos) {
        this(new Address(communicator, from, tag), timeoutNanos, NO_EXCHANGE);
    }

    /**
     * Creates a call for the next message at an address, for an exchange. If the exchange sends too, the receive takes
     * no message until a call of its own lets it proceed. Until then it has its place in the order of the calls.
     *
     * @param sendsTo rank to which the exchange sends, {@link dev.comm.api.Communicator#NOBODY} if it sends nothing, or
     *     {@link #NO_EXCHANGE}
     */
    public ReceiveCall(Address address, long timeoutNanos, int sendsTo) {
        this.address = address;
        this.timeoutNanos = timeoutNanos;
        this.sendsTo = sendsTo;
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
        return sendsTo >= 0;
    }

    /** Returns the rank to which the exchange of this call sends. */
    public int sendsTo() {
        return sendsTo;
    }

    /** Returns whether the call is a part of an exchange. */
    public boolean isExchange() {
        return sendsTo != NO_EXCHANGE;
    }

    /** Returns the timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
