package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.TaskCounts;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancelled tasks end at once, and are not started again (T1). */
class CancelledTasksTest {
    private final WorkScript script = new WorkScript();

    @Test
    void cancelEndsEveryTaskAndTellsTheNodes() {
        Node node = script.serving(1, 1);
        int batch = script.submit(new SubmitCall(WorkScript.spec(5)))
                .completion()
                .result()
                .batch();
        script.submit(new OfferCall(batch, List.of(WorkScript.value(0), WorkScript.value(1))));
        script.done(node, batch, 0, 1);
        script.sent();
        TaskCounts counts =
                script.submit(new CancelCall(batch, false)).completion().result();
        assertThat(counts.failed()).isEqualTo(4);
        assertThat(script.sent())
                .extracting(WorkScript.Sent::command)
                .containsExactly(new Cancel(MasterWork.id(batch, 1), 1));
        assertThat(script.ends(batch))
                .containsExactly("0:DONE", "1:CANCELLED", "2:CANCELLED", "3:CANCELLED", "4:CANCELLED");
        script.done(node, batch, 1, 1);
        assertThat(script.work.droppedResults()).isEqualTo(1);
    }

    @Test
    void t1_theTimeOfACancelledAttemptDoesNotRunOn() {
        script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 1, -1, SECOND, 0, 3, 5, -1, "", -1, 0));
        script.sent();
        script.submit(new CancelCall(batch, false));
        script.sent();
        script.advance(10 * SECOND);
        assertThat(script.sent()).isEmpty();
        assertThat(script.ends(batch)).hasSize(1);
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCancelledAttemptKeepsItsPlaceUntilTheNodeAnswers() {
        Node node = script.serving(1, 1);
        int batch = script.batch(1);
        script.submit(new CancelCall(batch, true));
        int next = script.batch(1);
        assertThat(script.given()).containsExactly("1:0#1");
        script.answer(node, MasterWork.id(batch, 0), 1, Status.CANCELLED);
        assertThat(script.requests()).extracting(Request::id).containsExactly(MasterWork.id(next, 0));
    }
}
