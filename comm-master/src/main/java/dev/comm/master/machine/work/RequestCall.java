package dev.comm.master.machine.work;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A call that sends a request to one node or to all nodes. The call completes with one outcome for each node, in rank
 * order, at the timeout at the latest.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RequestCall extends Call<List<RequestEnd>> {
    /** The value that stands for every member in place of a rank. */
    public static final int ALL = -1;

    private final int rank;
    private final long incarnation;
    private final String handler;
    private final Value input;
    private final long timeoutNanos;

    private RequestCall(int rank, long incarnation, String handler, Value input, long timeoutNanos) {
        this.rank = rank;
        this.incarnation = incarnation;
        this.handler = handler;
        this.input = input;
        this.timeoutNanos = timeoutNanos;
    }

    /** Creates a request to every present member. All members receive the same bytes. */
    public static RequestCall toAll(String handler, Value input, long timeoutNanos) {
        return new RequestCall(ALL, 0, handler, input, timeoutNanos);
    }

    /** Creates a request to one node in one incarnation. */
    public static RequestCall to(int rank, long incarnation, String handler, Value input, long timeoutNanos) {
        return new RequestCall(rank, incarnation, handler, input, timeoutNanos);
    }

    /** Returns the rank of the receiver, or {@link #ALL}. */
    public int rank() {
        return rank;
    }

    /** Returns the incarnation of the receiver, unless the request is for all. */
    public long incarnation() {
        return incarnation;
    }

    /** Returns the name of the handler. */
    public String handler() {
        return handler;
    }

    /** Returns the input of the handler. */
    public Value input() {
        return input;
    }

    /** Returns the timeout, which also applies to nodes that do not serve yet. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
