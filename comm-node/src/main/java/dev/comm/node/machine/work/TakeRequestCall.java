package dev.comm.node.machine.work;

import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/** A worker's call for its next request, together with the answer to the last one, so each request costs one call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TakeRequestCall extends Call<TakeRequestCall.Taken> {
    private final AttemptResult answer;

    /**
     * Creates a call for the next request.
     *
     * @param answer answer to the request before, or null
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
     * The next request, or the reason why there is none: exactly one of the two is not null.
     *
     * @param assignment next request
     * @param end reason for the end of the worker
     */
    public record Taken(Assignment assignment, ExitReason end) {}
}
