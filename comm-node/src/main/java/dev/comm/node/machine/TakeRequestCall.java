package dev.comm.node.machine;

import dev.comm.api.machine.Call;
import dev.comm.api.work.ExitReason;
import org.apiguardian.api.API;

/** A worker asks for work, and hands in the answer to its last one on the way, so that a request costs one call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TakeRequestCall extends Call<TakeRequestCall.Taken> {
    private final Answer answer;

    /**
     * Asks for the next request.
     *
     * @param answer to the one before, or null
     */
    public TakeRequestCall(Answer answer) {
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    @Override
    public boolean comesAgain() {
        return true;
    }

    /**
     * Work, or the reason why there is none any more: exactly one of the two is not null.
     *
     * @param assignment what to do
     * @param end why the worker ends
     */
    public record Taken(Assignment assignment, ExitReason end) {}
}
