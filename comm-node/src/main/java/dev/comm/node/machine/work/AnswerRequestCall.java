package dev.comm.node.machine.work;

import dev.comm.core.machine.Call;
import org.apiguardian.api.API;

/**
 * A worker's call with an answer. For a large answer it completes when the socket has taken the answer, for a small one
 * at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AnswerRequestCall extends Call<Void> {
    private final AttemptResult answer;

    /** Creates a call with an answer. */
    public AnswerRequestCall(AttemptResult answer) {
        this.answer = answer;
    }

    AttemptResult answer() {
        return answer;
    }
}
