package dev.comm.core.machine;

import org.apiguardian.api.API;

/** A call that waits for a message; the machine fails it with TIMEOUT at its deadline. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    private final int from;
    private final int tag;
    private final long timeoutNanos;

    /** Creates a call for the next message of a rank with a tag. */
    public ReceiveCall(int from, int tag, long timeoutNanos) {
        this.from = from;
        this.tag = tag;
        this.timeoutNanos = timeoutNanos;
    }

    /** The rank of the sender. */
    public int from() {
        return from;
    }

    /** The tag. */
    public int tag() {
        return tag;
    }

    /** The timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
