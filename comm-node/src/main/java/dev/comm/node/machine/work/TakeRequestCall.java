package dev.comm.node.machine.work;

import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/**
 * A worker's call for its next request. It carries the answer to the last request, so that each request costs one call.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TakeRequestCall extends Call<TakeRequestCall.Taken> {
    private final AttemptResult answer;

    /**
     * Creates a call for the next request.
     *
     * @param answer answer to the previous request, or null
     */
    public TakeRequestCall(AttemptResult answer) {
        this.answer = answer;
    }

    AttemptResult answer() {
        return answer;
    }

    @Override
    public boolean expectsFollowUp() {
        return true;
    }

    /**
     * The next request, or the reason why there is none. Exactly one of the two is not null.
     *
     * @param assignment next request
     * @param end reason why the worker ends
     */
    public record Taken(Assignment assignment, ExitReason end) {}
}
