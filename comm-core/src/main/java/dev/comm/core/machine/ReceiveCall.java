package dev.comm.core.machine;

import org.apiguardian.api.API;

/** A call that waits for a message. At its deadline the machine fails the call with TIMEOUT. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    private final MessageInbox.Address address;
    private final long timeoutNanos;

    /** Creates a call for the next message of a rank with a tag in a communicator. */
    public ReceiveCall(int communicator, int from, int tag, long timeoutNanos) {
        this.address = new MessageInbox.Address(communicator, from, tag);
        this.timeoutNanos = timeoutNanos;
    }

    /** Returns the address of the messages for which the call waits. */
    public MessageInbox.Address address() {
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

    /** Returns the timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
