package dev.comm.master.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.machine.Value;
import java.util.List;
import org.apiguardian.api.API;

/** Asks one node or all; ends with one outcome for each, in rank order, at the latest when the timeout is over. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RequestCall extends Call<List<RequestEnd>> {
    /** In place of a rank: every member. */
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

    /** A request to every node that is a member when the call is made; all get the same bytes. */
    public static RequestCall toAll(String handler, Value input, long timeoutNanos) {
        return new RequestCall(ALL, 0, handler, input, timeoutNanos);
    }

    /** A request to one node in one life. */
    public static RequestCall to(int rank, long incarnation, String handler, Value input, long timeoutNanos) {
        return new RequestCall(rank, incarnation, handler, input, timeoutNanos);
    }

    /** The rank that is asked, or {@link #ALL}. */
    public int rank() {
        return rank;
    }

    /** The life that is asked, unless all are. */
    public long incarnation() {
        return incarnation;
    }

    /** Name of the handler. */
    public String handler() {
        return handler;
    }

    /** What the handler gets. */
    public Value input() {
        return input;
    }

    /** How long to wait, also for nodes that do not serve yet. */
    public long timeoutNanos() {
        return timeoutNanos;
    }
}
