package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of inputs that a batch asks for. */
class BatchWindowTest {
    @Test
    void noSlotStandsIdleForInputsWhenTheirBytesAreTheLimit() {
        WorkScript small = new WorkScript(new WorkSettings(1, SECOND, SECOND, 8, 10, 60 * SECOND, 600 * SECOND));
        Node node = small.serving(1, 16);
        int batch = small.submit(new SubmitCall(WorkScript.spec(1000)))
                .completion()
                .result()
                .batch();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            inputs.add(WorkScript.value(i));
        }
        small.submit(new OfferCall(batch, inputs));
        for (int i = 0; i < 49; i++) {
            small.done(node, batch, i, 1);
        }
        NextCall.Next next = small.submit(new NextCall(batch, 49)).completion().result();
        assertThat(next.ends()).hasSize(49);
        assertThat(next.wanted()).as("15 tasks, 16 slots").isEqualTo(1);
    }

    private final WorkScript script = new WorkScript();

    @Test
    void aBatchWithoutTotalAsksForInputsUntilTheyEnd() {
        Node node = script.serving(1, 2);
        int batch = open(4);
        assertThat(offer(batch, 0, 1, 2, 3)).isZero();
        script.done(node, batch, 0, 1);
        NextCall.Next first = next(batch);
        assertThat(first.ends()).extracting(TaskEnd::index).containsExactly(0);
        assertThat(first.wanted()).isEqualTo(1);
        assertThat(first.counts().total()).isEqualTo(-1);
        assertThat(offer(batch, 4)).isZero();
        script.submit(new EndInputsCall(batch));
        for (int i = 1; i < 5; i++) {
            script.done(node, batch, i, 1);
        }
        NextCall.Next last = next(batch);
        assertThat(last.ends()).hasSize(4);
        assertThat(last.over()).isTrue();
        assertThat(last.counts().total()).isEqualTo(5);
    }

    /** Holds outcomes that the program has not taken. They count like inputs, so a slow program slows the iterator. */
    @Test
    void outcomesThatWaitCountInTheLookAhead() {
        Node node = script.serving(1, 2);
        int batch = open(4);
        offer(batch, 0, 1, 2);
        script.done(node, batch, 0, 1);
        script.done(node, batch, 1, 1);
        assertThat(offer(batch, 3)).isZero();
        assertThat(next(batch).wanted()).isEqualTo(2);
    }

    @Test
    void theEndOfTheInputsEndsABatchWithoutTasks() {
        int batch = open(4);
        NextCall call = new NextCall(batch, 100);
        script.submit(new EndInputsCall(batch));
        script.submit(call);
        assertThat(call.completion().result().over()).isTrue();
        assertThat(call.completion().result().counts().total()).isZero();
    }

    @Test
    void w2_aCancelledBatchHasOnlyTheTasksWithInputs() {
        script.serving(1, 2);
        int batch = open(4);
        offer(batch, 0, 1, 2);
        script.submit(new CancelCall(batch, false));
        NextCall.Next next = next(batch);
        assertThat(next.ends())
                .extracting(TaskEnd::kind)
                .containsOnly(TaskEnd.Kind.CANCELLED)
                .hasSize(3);
        assertThat(next.over()).isTrue();
        assertThat(next.counts().failed()).isEqualTo(3);
    }

    @Test
    void t2_aLostTaskOfSuchABatchIsRedone() {
        Node node = script.serving(1, 4);
        Node other = script.serving(2, 4);
        int batch = open(8);
        offer(batch, 0, 1, 2, 3);
        script.sent();
        script.depart(node, Cause.CLOSED);
        assertThat(script.given()).isNotEmpty().allMatch(given -> given.startsWith("2:"));
        script.submit(new EndInputsCall(batch));
        assertThat(other.isServing()).isTrue();
    }

    private int open(int lookAhead) {
        BatchSpec spec = new BatchSpec("work", BatchSpec.UNKNOWN, -1, -1, 0, 3, 0, -1, "", -1, lookAhead);
        SubmitCall.Submitted submitted =
                script.submit(new SubmitCall(spec)).completion().result();
        assertThat(submitted.wanted()).isEqualTo(lookAhead);
        return submitted.batch();
    }

    /** Offers inputs and returns the number of further ones that the batch wants. */
    private int offer(int batch, int... contents) {
        List<Value> inputs = new ArrayList<>();
        for (int content : contents) {
            inputs.add(WorkScript.value(content));
        }
        return script.submit(new OfferCall(batch, inputs)).completion().result();
    }

    private NextCall.Next next(int batch) {
        return script.submit(new NextCall(batch, 100)).completion().result();
    }
}
