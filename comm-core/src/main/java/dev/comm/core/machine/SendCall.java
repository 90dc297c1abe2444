package dev.comm.core.machine;

import org.apiguardian.api.API;

/**
 * A call that sends a message. It completes when the socket has taken the last byte. A message from rank 0 to itself
 * completes at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SendCall extends Call<Void> {
    private final int communicator;
    private final int to;
    private final int tag;
    private final Value value;
    private final long timeoutNanos;

    /** Creates a call whose caller waits for its end, and withdraws it after its timeout. */
    public SendCall(int communicator, int to, int tag, Value value) {
        this(communicator, to, tag, value, Nanos.NEVER);
    }

    /**
     * Creates a call that sends a value to a rank with a tag, for a receive of the same communicator.
     *
     * @param timeoutNanos timeout after which the machine fails the call with TIMEOUT, or {@link Nanos#NEVER}
     */
    public SendCall(int communicator, int to, int tag, Value value, long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
        this.communicator = communicator;
        this.to = to;
        this.tag = tag;
        this.value = value;
    }

    /** Returns the id of the communicator. */
    public int communicator() {
        return communicator;
    }

    /** Returns the rank of the receiver. */
    public int to() {
        return to;
    }

    /** Returns the tag. */
    public int tag() {
        return tag;
    }

    /** Returns the value to send. */
    public Value value() {
        return value;
    }

    /** Returns the timeout, or {@link Nanos#NEVER}. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
