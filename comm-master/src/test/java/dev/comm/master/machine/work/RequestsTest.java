package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final WorkScript script = new WorkScript();

    private Call<List<RequestEnd>> ask() {
        return script.submit(RequestCall.toAll("work", WorkScript.value(9), 10 * SECOND));
    }

    private static List<String> ends(Call<List<RequestEnd>> call) {
        return call.completion().result().stream()
                .map(end -> end.rank() + ":" + end.kind())
                .toList();
    }

    private Request requestTo(Node node) {
        return script.sent().stream()
                .filter(sent -> sent.rank() == node.rank() && sent.command() instanceof Request)
                .map(sent -> (Request) sent.command())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyNodeGetsTheSamePayloadAndGivesOneOutcome() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        Call<List<RequestEnd>> call = ask();
        List<WorkScript.Sent> sent = script.sent();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0).payload()).isSameAs(sent.get(1).payload());
        Request first = (Request) sent.get(0).command();
        Request second = (Request) sent.get(1).command();
        assertThat(first.timeoutNanos()).isEqualTo(10 * SECOND);
        script.answer(two, second.id(), 1, Status.DONE);
        assertThat(call.completion().isDone()).isFalse();
        script.answer(one, first.id(), 1, Status.FAILED);
        assertThat(ends(call)).containsExactly("1:FAILED", "2:DONE");
    }

    @Test
    void withoutNodesThereAreNoOutcomes() {
        assertThat(ask().completion().result()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotServeYetIsAskedWhenItDoes() {
        Node late = script.join(1, 1);
        Call<List<RequestEnd>> call = ask();
        assertThat(script.sent()).isEmpty();
        script.now += 4 * SECOND;
        script.serve(late, "work");
        Request request = requestTo(late);
        assertThat(request.timeoutNanos()).isEqualTo(6 * SECOND);
        script.answer(late, request.id(), request.attempt(), Status.DONE);
        assertThat(ends(call)).containsExactly("1:DONE");
    }

    @Test
    void aNodeThatNeverServesEndsInATimeout() {
        script.join(1, 1);
        Call<List<RequestEnd>> call = ask();
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(script.now + 10 * SECOND);
        script.advance(10 * SECOND);
        assertThat(ends(call)).containsExactly("1:TIMEOUT");
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTimeoutCancelsWhatRunsAndALateAnswerChangesNothing() {
        Node node = script.serving(1, 1);
        Call<List<RequestEnd>> call = ask();
        Request request = requestTo(node);
        script.advance(10 * SECOND);
        assertThat(ends(call)).containsExactly("1:TIMEOUT");
        assertThat(script.sent())
                .extracting(WorkScript.Sent::command)
                .containsExactly(new Cancel(request.id(), request.attempt()));
        script.answer(node, request.id(), request.attempt(), Status.DONE);
        assertThat(ends(call)).containsExactly("1:TIMEOUT");
    }

    @Test
    void aDepartureIsAnOutcome() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        Call<List<RequestEnd>> call = ask();
        script.depart(one, Cause.CLOSED);
        script.answer(two, requestTo(two).id(), 1, Status.DONE);
        assertThat(ends(call)).containsExactly("1:DEPARTED", "2:DONE");
        assertThat(call.completion().result().get(0).departure().cause()).isEqualTo(Cause.CLOSED);
    }

    @Test
    void anUnknownHandlerIsToldAtOnce() {
        script.serve(script.join(1, 1), "other");
        assertThat(ends(ask())).containsExactly("1:UNKNOWN");
    }

    @Test
    void aRequestGivenBackIsAskedAgainWhenTheNodeServesAgain() {
        Node node = script.serving(1, 1);
        Call<List<RequestEnd>> call = ask();
        script.answer(node, requestTo(node).id(), 1, Status.RETURNED);
        assertThat(script.sent()).isEmpty();
        script.serve(node, "work");
        Request again = requestTo(node);
        assertThat(again.attempt()).isEqualTo(2);
        script.answer(node, again.id(), 2, Status.DONE);
        assertThat(ends(call)).containsExactly("1:DONE");
    }

    @Test
    void oneNodeCanBeAskedInOneLife() {
        Node node = script.serving(1, 1);
        script.serving(2, 1);
        Call<List<RequestEnd>> call = script.submit(RequestCall.to(1, node.incarnation(), "work", Value.NULL, SECOND));
        assertThat(script.given()).hasSize(1);
        script.depart(node, Cause.CLOSED);
        assertThat(ends(call)).containsExactly("1:DEPARTED");
        script.serving(1, 1);
        Call<List<RequestEnd>> stale = script.submit(RequestCall.to(1, node.incarnation(), "work", Value.NULL, SECOND));
        assertThat(ends(stale)).containsExactly("1:GONE");
    }

    @Test
    void anAnswerOfAnotherNodeIsNotTaken() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        Call<List<RequestEnd>> call = ask();
        Request request = requestTo(one);
        script.answer(two, request.id(), 1, Status.DONE);
        script.answer(one, request.id(), 7, Status.DONE);
        assertThat(call.completion().isDone()).isFalse();
    }

    @Test
    void whenTheMasterClosesEveryRequestEnds() {
        script.serving(1, 1);
        Call<List<RequestEnd>> call = ask();
        Failure failure = new Failure(Failure.Kind.CLOSED, "the master was closed");
        script.work.onClosing(failure, script.now, script);
        assertThat(call.completion().failure()).isEqualTo(failure);
    }
}
