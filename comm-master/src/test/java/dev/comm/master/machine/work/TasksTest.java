package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.TaskCounts;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {
    private final WorkScript script = new WorkScript();

    @Test
    void c2_aBatchHoldsNoMoreBytesThanPayloadsMayTake() {
        Limits little = Limits.builder()
                .memoryPayloadBytes(1_000)
                .memoryTotalBytes(1_000)
                .build();
        CommConfig config = CommConfig.builder().limits(little).build();
        assertThat(WorkSettings.of(config).windowBytes()).isEqualTo(1_000);
    }

    @Test
    void fewTasksAreSpreadOverAllNodes() {
        script.serving(1, 1);
        script.serving(2, 1);
        script.serving(3, 1);
        script.batch(4);
        assertThat(script.given()).containsExactly("1:0#1", "2:1#1", "3:2#1");
    }

    @Test
    void aNodeHoldsItsCreditWhileThereIsPlenty() {
        script.serving(1, 2);
        script.batch(100);
        assertThat(script.given()).hasSize(8);
    }

    @Test
    void aResultIsAcknowledgedAndTheNextTaskGivenInTheSameStep() {
        Node node = script.serving(1, 1);
        int batch = script.batch(100);
        script.sent();
        script.done(node, batch, 0, 1);
        assertThat(script.sent())
                .extracting(WorkScript.Sent::command)
                .hasExactlyElementsOfTypes(ResultAck.class, Request.class);
    }

    @Test
    void tasksWaitForTheFirstNode() {
        int batch = script.batch(1);
        assertThat(script.given()).isEmpty();
        assertThat(script.ends(batch)).isEmpty();
        script.serving(1, 1);
        assertThat(script.given()).containsExactly("1:0#1");
    }

    @Test
    void aNodeThatDoesNotServeTheHandlerGetsNothing() {
        script.serve(script.join(1, 1), "other");
        script.batch(1);
        assertThat(script.given()).isEmpty();
    }

    @Test
    void higherPriorityGoesFirstThenTheOrderOfSubmission() {
        Node node = script.serving(1, 1);
        int first = script.batch(1);
        int second = script.batch(1);
        int urgent = script.batch(new BatchSpec("work", 1, -1, -1, 5, 3, 0, -1, "", -1, 0));
        script.sent();
        script.done(node, first, 0, 1);
        assertThat(script.requests()).extracting(Request::id).containsExactly(MasterWork.id(urgent, 0));
        script.done(node, urgent, 0, 1);
        assertThat(script.requests()).extracting(Request::id).containsExactly(MasterWork.id(second, 0));
    }

    @Test
    void affinityToARankAndToALabel() {
        script.serving(1, 1);
        script.serve(script.join(2, 1, "gpu"), "work");
        script.serving(3, 1);
        script.batch(new BatchSpec("work", 1, -1, -1, 0, 3, 0, 3, "", -1, 0));
        script.batch(new BatchSpec("work", 1, -1, -1, 0, 3, 0, -1, "gpu", -1, 0));
        assertThat(script.given()).containsExactly("3:0#1", "2:0#1");
    }

    @Test
    void outcomesComeInTheOrderOfCompletionWithTheirIndex() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        int batch = script.batch(2);
        script.done(two, batch, 1, 1);
        script.done(one, batch, 0, 1);
        assertThat(script.ends(batch)).containsExactly("1:DONE", "0:DONE");
    }

    @Test
    void theWaitForAnOutcomeEndsWithTheResult() {
        Node node = script.serving(1, 1);
        int batch = script.batch(2);
        Call<NextCall.Next> call = script.submit(new NextCall(batch, 10));
        assertThat(call.completion().isDone()).isFalse();
        script.done(node, batch, 0, 1);
        assertThat(call.completion().result().ends()).hasSize(1);
        assertThat(call.completion().result().over()).isFalse();
    }

    @Test
    void t1_aSecondResultIsAcknowledgedDroppedAndCounted() {
        Node node = script.serving(1, 1);
        int batch = script.batch(1);
        script.done(node, batch, 0, 1);
        script.sent();
        script.done(node, batch, 0, 1);
        assertThat(script.sent())
                .extracting(WorkScript.Sent::command)
                .containsExactly(new ResultAck(MasterWork.id(batch, 0), 1));
        assertThat(script.work.droppedResults()).isEqualTo(1);
        assertThat(script.ends(batch)).containsExactly("0:DONE");
    }

    @Test
    void t1_onlyTheAttemptAndNodeThatIsWaitedForCounts() {
        Node one = script.serving(1, 1);
        int batch = script.batch(1);
        script.depart(one, Cause.LEFT);
        Node two = script.serving(2, 1);
        Node three = script.serving(3, 1);
        script.done(two, batch, 0, 1);
        script.done(three, batch, 0, 2);
        assertThat(script.ends(batch)).isEmpty();
        assertThat(script.work.droppedResults()).isEqualTo(2);
        script.done(two, batch, 0, 2);
        assertThat(script.ends(batch)).containsExactly("0:DONE");
    }

    @Test
    void t1_resultsOfUnknownTasksAreAcknowledged() {
        Node node = script.serving(1, 1);
        script.answer(node, MasterWork.id(77, 3), 1, Status.DONE);
        script.answer(node, -1, -1, Status.FAILED);
        assertThat(script.sent()).hasSize(2);
    }

    @Test
    void t2_whatALostNodeHeldIsRedoneOneAtATime() {
        Node one = script.serving(1, 1);
        int batch = script.batch(40);
        assertThat(script.given()).containsExactly("1:0#1", "1:1#1", "1:2#1", "1:3#1");
        script.depart(one, Cause.CLOSED);
        assertThat(script.given()).isEmpty();
        Node two = script.serving(2, 2);
        assertThat(script.given()).containsExactly("2:0#2");
        script.done(two, batch, 0, 2);
        assertThat(script.given()).containsExactly("2:1#2");
        script.done(two, batch, 1, 2);
        script.done(two, batch, 2, 2);
        script.sent();
        script.done(two, batch, 3, 2);
        assertThat(script.given()).as("then the other tasks, several at once").hasSize(8);
    }

    @Test
    void t2_aNodeIsEmptiedForTheSuspectsWhileTheOthersGoOn() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        Node three = script.serving(3, 1);
        int batch = script.batch(60);
        script.sent();
        script.depart(one, Cause.RESET);
        assertThat(script.given()).isEmpty();
        script.done(three, batch, 2, 1);
        assertThat(script.given()).as("rank 3 gets further tasks").hasSize(1);
        for (int index : List.of(1, 4, 7)) {
            script.done(two, batch, index, 1);
            assertThat(script.given())
                    .as("rank 2 gets no task before its slot is free for the suspect")
                    .isEmpty();
        }
        script.done(two, batch, 10, 1);
        assertThat(script.given()).containsExactly("2:0#2");
    }

    @Test
    void t2_aPoisonTaskFailsAloneAfterItsBudget() {
        Node node = script.serving(1, 1);
        int batch = script.batch(20);
        script.sent();
        script.depart(node, Cause.CLOSED);
        int innocent = 0;
        for (int rank = 2; rank < 6; rank++) {
            Node next = script.serving(rank, 1);
            List<Request> given = script.requests();
            while (!given.isEmpty() && (int) given.get(0).id() != 3) {
                assertThat(given).as("suspects are alone").hasSize(innocent < 3 ? 1 : given.size());
                innocent++;
                script.done(next, batch, (int) given.get(0).id(), given.get(0).attempt());
                given = script.requests();
            }
            if (!given.isEmpty()) {
                script.depart(next, Cause.CLOSED);
            }
        }
        Call<NextCall.Next> call = script.submit(new NextCall(batch, 100));
        List<TaskEnd> lost = new ArrayList<>(call.completion().result().ends());
        lost.removeIf(end -> end.kind() == TaskEnd.Kind.DONE);
        assertThat(lost).singleElement().satisfies(end -> {
            assertThat(end.index()).isEqualTo(3);
            assertThat(end.kind()).isEqualTo(TaskEnd.Kind.LOST);
            assertThat(end.attempts()).isEqualTo(4);
            assertThat(end.history()).hasSize(4).allMatch(line -> line.contains("CLOSED"));
        });
    }

    @Test
    void t2_aSuspectIsNotChargedWhileARequestRanBesideIt() {
        Node one = script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 1, -1, -1, 0, 1, 0, -1, "", -1, 0));
        script.depart(one, Cause.CLOSED);
        Node two = script.serving(2, 1);
        script.submit(RequestCall.toAll("work", Value.NULL, SECOND));
        script.depart(two, Cause.CLOSED);
        assertThat(script.ends(batch)).isEmpty();
        Node three = script.serving(3, 1);
        script.depart(three, Cause.CLOSED);
        assertThat(script.ends(batch)).containsExactly("0:LOST");
    }

    @Test
    void t2_nodesThatAreLostTogetherGetNothingOfEachOther() {
        List<Node> rack = new ArrayList<>();
        for (int rank = 1; rank <= 5; rank++) {
            rack.add(script.serving(rank, 1));
        }
        int batch = script.batch(new BatchSpec("work", 5, -1, -1, 0, 1, 0, -1, "", -1, 0));
        assertThat(script.given()).hasSize(5);
        script.depart(rack, Cause.SILENT);
        assertThat(script.sent()).isEmpty();
        assertThat(script.ends(batch)).isEmpty();
    }

    @Test
    void t2_plannedLeavesAreFree() {
        int batch = script.batch(new BatchSpec("work", 1, -1, -1, 0, 1, 0, -1, "", -1, 0));
        for (int rank = 1; rank < 10; rank++) {
            Node node = script.serving(rank, 1);
            assertThat(script.given()).containsExactly(rank + ":0#" + rank);
            script.depart(node, rank % 2 == 0 ? Cause.LEFT : Cause.EXPIRED);
        }
        Node last = script.serving(10, 1);
        script.done(last, batch, 0, 10);
        assertThat(script.ends(batch)).containsExactly("0:DONE");
    }

    @Test
    void t2_handlerFailuresHaveTheirOwnBudget() {
        Node node = script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 1, -1, -1, 0, 1, 2, -1, "", -1, 0));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(script.given()).containsExactly("1:0#" + attempt);
            script.answer(node, MasterWork.id(batch, 0), attempt, Status.FAILED);
        }
        assertThat(script.given()).isEmpty();
        assertThat(script.ends(batch)).containsExactly("0:FAILED");
    }

    @Test
    void t2_byDefaultAHandlerFailureIsFinal() {
        Node node = script.serving(1, 1);
        int batch = script.batch(1);
        script.answer(node, MasterWork.id(batch, 0), 1, Status.FAILED);
        assertThat(script.ends(batch)).containsExactly("0:FAILED");
    }

    @Test
    void t2_aTaskGivenBackIsFreeAndItsNodeRestsForAMoment() {
        Node one = script.serving(1, 1);
        int batch = script.batch(1);
        script.sent();
        script.answer(one, MasterWork.id(batch, 0), 1, Status.RETURNED);
        assertThat(script.given()).isEmpty();
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(script.now + SECOND);
        script.advance(SECOND);
        assertThat(script.given()).containsExactly("1:0#2");
    }

    @Test
    void aNodeWithoutTheHandlerItAnnouncedIsNotAskedAgain() {
        Node one = script.serving(1, 1);
        int batch = script.batch(1);
        script.sent();
        script.answer(one, MasterWork.id(batch, 0), 1, Status.UNKNOWN);
        assertThat(script.given()).isEmpty();
        script.serving(2, 1);
        assertThat(script.given()).containsExactly("2:0#2");
    }

    @Test
    void t3_aTaskLongerThanTheNodesLifeIsNotGiven() {
        Node shortLived = script.join(1, 1);
        shortLived.lives(50 * SECOND, script.now);
        script.serve(shortLived, "work");
        script.batch(new BatchSpec("work", 1, 51 * SECOND, -1, 0, 3, 0, -1, "", -1, 0));
        assertThat(script.given()).isEmpty();
        script.serving(2, 1);
        assertThat(script.given()).containsExactly("2:0#1");
    }

    @Test
    void t3_whatTheNodeHoldsAlreadyTakesOfItsTime() {
        Node node = script.join(1, 1);
        node.lives(50 * SECOND, script.now);
        script.serve(node, "work");
        script.batch(new BatchSpec("work", 100, 20 * SECOND, -1, 0, 3, 0, -1, "", -1, 0));
        assertThat(script.given()).containsExactly("1:0#1", "1:1#1");
    }

    @Test
    void t3_withoutAnEstimateUntilTheNodeAnnouncesItsDrainMargin() {
        Node node = script.join(1, 1);
        node.lives(31 * SECOND, script.now);
        script.serve(node, "work");
        int batch = script.batch(100);
        assertThat(script.given()).hasSize(4);
        script.drain(node);
        script.done(node, batch, 0, 1);
        assertThat(script.given()).isEmpty();
    }

    @Test
    void drainingAndSuspectNodesGetNothing() {
        Node draining = script.serving(1, 1);
        Node silent = script.serving(2, 1);
        script.drain(draining);
        script.suspect(silent, true);
        script.batch(1);
        assertThat(script.given()).isEmpty();
        script.suspect(silent, false);
        assertThat(script.given()).containsExactly("2:0#1");
    }

    @Test
    void aHandlerThatIgnoresItsTimeoutEndsAtTheMaster() {
        Node node = script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 20, -1, 5 * SECOND, 0, 3, 0, -1, "", -1, 0));
        script.sent();
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(script.now + 6 * SECOND);
        script.advance(6 * SECOND);
        assertThat(script.ends(batch)).containsExactly("0:FAILED");
        assertThat(script.sent())
                .as("the master asks for the tasks that have not begun")
                .extracting(WorkScript.Sent::command)
                .allMatch(Cancel.class::isInstance)
                .hasSize(4);
        Node other = script.serving(2, 1);
        script.sent();
        script.answer(node, MasterWork.id(batch, 1), 1, Status.CANCELLED);
        script.done(other, batch, 4, 1);
        assertThat(script.given()).contains("2:1#2");
    }

    @Test
    void w2_aNodeIsStuckWhileEachSlotRunsAnOverdueAttemptAndTheLogSaysWhy() {
        Node node = script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 2, -1, 5 * SECOND, 0, 3, 0, -1, "", -1, 0));
        assertThat(node.isStuck()).isFalse();
        script.advance(6 * SECOND);
        assertThat(node.isStuck()).isTrue();
        assertThat(script.lines)
                .containsExactly(
                        "let handler 'work' end when its thread is interrupted: task 0 still runs on rank 1, 1 s"
                                + " after its timeout of 5 s");
        script.sent();
        script.answer(node, MasterWork.id(batch, 0), 1, Status.CANCELLED);
        assertThat(node.isStuck()).isFalse();
        assertThat(script.given()).as("the slot is free again").containsExactly("1:1#1");
    }

    @Test
    void theTimeOfAnAttemptBeginsWhenItsTurnComes() {
        Node node = script.serving(1, 1);
        int batch = script.batch(new BatchSpec("work", 2, -1, 5 * SECOND, 0, 3, 0, -1, "", -1, 0));
        script.advance(4 * SECOND);
        script.done(node, batch, 0, 1);
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(script.now + 6 * SECOND);
        script.done(node, batch, 1, 1);
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anInputThatCouldNotBeWrittenFailsItsTaskAlone() {
        Node node = script.serving(1, 1);
        int batch = script.submit(new SubmitCall(WorkScript.spec(2)))
                .completion()
                .result()
                .batch();
        script.submit(new OfferCall(batch, List.of(WorkScript.error(), WorkScript.value(1))));
        script.done(node, batch, 1, 1);
        assertThat(script.ends(batch)).containsExactly("0:NOT_WRITTEN", "1:DONE");
    }

    @Test
    void inputsAreWantedOnlyAsFarAsTheWindowGoes() {
        WorkScript small = new WorkScript(new WorkSettings(1, SECOND, SECOND, 8, 10, 60 * SECOND, 600 * SECOND));
        Node node = small.serving(1, 1);
        SubmitCall.Submitted submitted =
                small.submit(new SubmitCall(WorkScript.spec(1000))).completion().result();
        assertThat(submitted.wanted()).isEqualTo(8);
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            inputs.add(WorkScript.value(i));
        }
        assertThat(small.submit(new OfferCall(submitted.batch(), inputs))
                        .completion()
                        .result())
                .isZero();
        small.done(node, submitted.batch(), 0, 1);
        NextCall.Next next =
                small.submit(new NextCall(submitted.batch(), 10)).completion().result();
        assertThat(next.wanted()).isEqualTo(1);
    }

    @Test
    void anEmptyBatchIsOverAtOnce() {
        int batch = script.batch(0);
        NextCall.Next next = script.submit(new NextCall(batch, 1)).completion().result();
        assertThat(next.over()).isTrue();
    }

    @Test
    void theLastOutcomeSaysThatItIsTheLast() {
        Node node = script.serving(1, 1);
        int batch = script.batch(1);
        script.done(node, batch, 0, 1);
        NextCall.Next next = script.submit(new NextCall(batch, 1)).completion().result();
        assertThat(next.over()).isTrue();
        assertThat(next.counts()).isEqualTo(new TaskCounts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void whenTheMasterClosesEveryWaitEnds() {
        int batch = script.batch(1);
        Call<NextCall.Next> next = script.submit(new NextCall(batch, 1));
        Failure failure = new Failure(Failure.Kind.CLOSED, "the master was closed");
        script.work.onClosing(failure, script.now, script);
        assertThat(next.completion().failure()).isEqualTo(failure);
        assertThat(script.submit(new SubmitCall(WorkScript.spec(1)))
                        .completion()
                        .failure())
                .isEqualTo(failure);
    }

    @Test
    void aMillionTasksGoThroughAFewHeldAtATime() {
        Node node = script.serving(1, 4);
        int total = 1_000_000;
        int batch = script.submit(new SubmitCall(WorkScript.spec(total)))
                .completion()
                .result()
                .batch();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            inputs.add(Value.NULL);
        }
        script.submit(new OfferCall(batch, inputs));
        int done = 0;
        while (done < total) {
            for (Request request : script.requests()) {
                script.answer(node, request.id(), request.attempt(), Status.DONE);
                done++;
            }
            if (done % 1000 < 16) {
                script.submit(new NextCall(batch, 2000));
            }
        }
        script.submit(new NextCall(batch, total));
        assertThat(script.submit(new CountsCall(batch)).completion().result()).isNull();
    }
}
