package dev.comm.api.machine;

import org.apiguardian.api.API;

/** The local program waits for a message; the machine fails it with TIMEOUT at its deadline. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReceiveCall extends Call<Value> {
    private final int from;
    private final int tag;
    private final long timeoutNanos;

    /** The next message of a rank under a tag. */
    public ReceiveCall(int from, int tag, long timeoutNanos) {
        this.from = from;
        this.tag = tag;
        this.timeoutNanos = timeoutNanos;
    }

    /** Rank that sends. */
    public int from() {
        return from;
    }

    /** The tag. */
    public int tag() {
        return tag;
    }

    /** How long to wait. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
