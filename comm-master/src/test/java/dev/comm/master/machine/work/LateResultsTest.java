package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAsk;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import org.junit.jupiter.api.Test;

/**
 * The master asks for a result that is late. It gives the task to another node only if the first node has lost the
 * task.
 */
class LateResultsTest {
    private final WorkScript script = new WorkScript();
    private final Node node = script.serving(1, 1);

    private int batch(long estimateNanos, long timeoutNanos, int attempts) {
        script.work.askAfter(10 * SECOND);
        int batch = script.batch(new BatchSpec("work", 1, estimateNanos, timeoutNanos, 0, attempts, 0, -1, "", -1, 0));
        script.given();
        return batch;
    }

    /** Returns the number of questions since the last call. */
    private long questions() {
        return script.sent().stream()
                .filter(sent -> sent.command() instanceof ResultAsk)
                .count();
    }

    @Test
    void itAsksAfterTheDeadTimeoutAndAgainWhenTheAgeHasDoubled() {
        batch(-1, -1, 3);
        script.advance(10 * SECOND - 1);
        assertThat(questions()).isZero();
        script.advance(1);
        assertThat(questions()).isEqualTo(1);
        script.advance(10 * SECOND - 1);
        assertThat(questions()).isZero();
        script.advance(1);
        assertThat(questions()).isEqualTo(1);
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(script.now + 20 * SECOND);
    }

    @Test
    void aLongEstimateMakesItWaitAndAShortTimeoutDoesNot() {
        batch(60 * SECOND, -1, 3);
        script.advance(119 * SECOND);
        assertThat(questions()).isZero();
        script.advance(SECOND);
        assertThat(questions()).isEqualTo(1);
        script.serving(2, 1);
        batch(60 * SECOND, 2 * SECOND, 3);
        script.advance(2 * SECOND);
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void t1_aTaskThatItsNodeHasLostIsGivenAgainAndDoneOnce() {
        int batch = batch(-1, -1, 3);
        script.advance(10 * SECOND);
        script.answer(node, MasterWork.id(batch, 0), 1, Status.RETURNED);
        assertThat(script.given()).containsExactly("1:0#2");
        assertThat(script.lines).singleElement().asString().startsWith("use TLS, or look for the device");
        script.done(node, batch, 0, 1);
        assertThat(script.ends(batch)).isEmpty();
        script.done(node, batch, 0, 2);
        assertThat(script.ends(batch)).containsExactly("0:DONE");
    }

    @Test
    void onlyTheResultOfTheCurrentAttemptIsAwaited() {
        int batch = batch(-1, -1, 3);
        long id = MasterWork.id(batch, 0);
        assertThat(script.work.awaits(node, new Result(id, 1, Status.DONE, Content.NONE)))
                .isTrue();
        assertThat(script.work.awaits(node, new Result(id, 2, Status.DONE, Content.NONE)))
                .isFalse();
        assertThat(script.work.awaits(node, new Result(id + 1, 1, Status.DONE, Content.NONE)))
                .isFalse();
        assertThat(script.work.awaits(script.serving(2, 1), new Result(id, 1, Status.DONE, Content.NONE)))
                .isFalse();
        script.done(node, batch, 0, 1);
        assertThat(script.work.awaits(node, new Result(id, 1, Status.DONE, Content.NONE)))
                .isFalse();
    }

    @Test
    void aTaskThatIsAnsweredBeforeAnEarlierOneDoesNotDelayTheQuestion() {
        script.now = 1_000 * SECOND;
        script.work.askAfter(10 * SECOND);
        int batch = script.batch(4);
        for (int index = 1; index < 4; index++) {
            script.done(node, batch, index, 1);
        }
        script.sent();
        script.advance(10 * SECOND);
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void theSlotOfAnAbandonedAttemptWhoseAnswerWasLostIsFreedByAQuestion() {
        int batch = batch(-1, 2 * SECOND, 3);
        script.advance(2 * SECOND);
        assertThat(questions()).isEqualTo(1);
        script.advance(SECOND);
        assertThat(script.ends(batch)).containsExactly("0:FAILED");
        script.batch(1);
        assertThat(script.given()).as("its only slot is taken").isEmpty();
        script.advance(17 * SECOND);
        assertThat(questions()).isEqualTo(1);
        script.answer(node, MasterWork.id(batch, 0), 1, Status.RETURNED);
        assertThat(script.given()).hasSize(1);
    }

    @Test
    void w2_aTaskWhoseFramesAreAlwaysDroppedFailsAfterItsAttempts() {
        int batch = batch(-1, -1, 2);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(script.ends(batch)).isEmpty();
            script.advance(10 * SECOND);
            script.answer(node, MasterWork.id(batch, 0), attempt, Status.RETURNED);
        }
        assertThat(script.ends(batch)).containsExactly("0:LOST");
    }
}
