package dev.comm.api.machine;

import org.apiguardian.api.API;

/** The local program sends a message; complete when the socket took its last byte (or, to rank 0 itself, at once). */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SendCall extends Call<Void> {
    private final int to;
    private final int tag;
    private final Value value;

    /** A message to a rank under a tag. */
    public SendCall(int to, int tag, Value value) {
        this.to = to;
        this.tag = tag;
        this.value = value;
    }

    /** Rank that receives. */
    public int to() {
        return to;
    }

    /** The tag. */
    public int tag() {
        return tag;
    }

    /** What is sent. */
    public Value value() {
        return value;
    }
}
