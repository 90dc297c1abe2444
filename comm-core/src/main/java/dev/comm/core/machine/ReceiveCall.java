package dev.comm.core.machine;

import org.apiguardian.api.API;

/** A call that waits for a message; the machine fails it with TIMEOUT at its deadline. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    private final MessageInbox.Address address;
    private final long timeoutNanos;

    /** Creates a call for the next message of a rank with a tag in a communicator. */
    public ReceiveCall(int communicator, int from, int tag, long timeoutNanos) {
        this.address = new MessageInbox.Address(communicator, from, tag);
        this.timeoutNanos = timeoutNanos;
    }

    /** The messages that it waits for. */
    public MessageInbox.Address address() {
        return address;
    }

    /** The rank of the sender. */
    public int from() {
        return address.from();
    }

    /** The tag. */
    public int tag() {
        return address.tag();
    }

    /** The timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
