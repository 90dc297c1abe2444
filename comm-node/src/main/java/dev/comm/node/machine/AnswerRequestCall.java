package dev.comm.node.machine;

import dev.comm.api.machine.Call;
import org.apiguardian.api.API;

/** A worker hands in an answer; complete when the socket took a large one, at once for a small one. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AnswerRequestCall extends Call<Void> {
    private final Answer answer;

    /** With the answer. */
    public AnswerRequestCall(Answer answer) {
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
