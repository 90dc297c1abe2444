package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * W2: a task that no living node can take is logged after five seconds, and fails after the waiting time of its batch.
 */
class ShortageTest {
    private static final long MINUTE = 60 * SECOND;
    private static final long CALL = 600 * SECOND;

    private final WorkScript script = new WorkScript();

    /**
     * A state in which three tasks wait for a node.
     *
     * @param begin the steps that lead to the state
     * @param spec the batch
     * @param line the expected log line
     * @param limitNanos the time after which the tasks fail
     */
    record Row(String name, Consumer<WorkScript> begin, BatchSpec spec, String line, long limitNanos) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(
                        "nobody has come",
                        script -> {},
                        spec("fit"),
                        "start a compute node: no node has joined that can" + " take 3 tasks of 'fit'"),
                row(
                        "all have departed",
                        ShortageTest::comesAndGoes,
                        spec("fit"),
                        "see why rank 1 departed (CLOSED), or"
                                + " start a compute node: no node is left that can take 3 tasks of 'fit'"),
                row(
                        "no node has the handler",
                        script -> script.serve(script.join(1, 1), "square"),
                        spec("sqare"),
                        "check the handler's name: no node serves 'sqare' for 3 tasks; served: 'square'"),
                row(
                        "the rank has another handler",
                        script -> {
                            script.serve(script.join(1, 1), "fit");
                            script.serve(script.join(2, 1), "square", "cube");
                        },
                        onRank(2),
                        "check the handler's name: no node of rank 2 serves 'fit' for 3 tasks; served: 'cube',"
                                + " 'square'"),
                row(
                        "the label has another handler",
                        script -> {
                            script.serve(script.join(1, 1), "fit");
                            script.serve(script.join(2, 1, "gpu"), "square");
                        },
                        onLabel("gpu"),
                        "check the handler's name: no node with the label 'gpu' serves 'fit' for 3 tasks;"
                                + " served: 'square'"),
                row(
                        "the rank never came",
                        ShortageTest::fits,
                        onRank(7),
                        "start rank 7 or do not bind the tasks to a"
                                + " rank: rank 7 does not live, and 3 tasks of 'fit' may run only there"),
                row(
                        "the rank has departed",
                        script -> {
                            comesAndGoes(script);
                            script.serve(script.join(2, 1), "fit");
                        },
                        onRank(1),
                        "see why rank 1 departed (CLOSED), start it again, or do not bind the tasks to a rank:"
                                + " rank 1 does not live, and 3 tasks of 'fit' may run only there"),
                row("the rank is the master", ShortageTest::fits, onRank(0), "start rank 0 or do not bind"),
                row(
                        "no node has the label",
                        script -> script.serve(script.join(1, 1, "cpu", "big"), "fit"),
                        onLabel("gpu"),
                        "give a node the label 'gpu' (setting labels): no living node has it for"
                                + " 3 tasks of 'fit'; labels: 'big', 'cpu'"),
                row(
                        "all are leaving",
                        script -> {
                            script.drain(script.serve(script.join(1, 1), "fit"));
                            script.drain(script.serve(script.join(2, 1), "fit"));
                        },
                        spec("fit"),
                        "start another compute node: ranks 1, 2 take no new work before leaving, and 3 tasks of"
                                + " 'fit' wait"),
                row(
                        "one leaves before it serves",
                        script -> script.drain(script.join(1, 1)),
                        spec("fit"),
                        "start another compute node: rank 1 takes no new work before leaving, and 3 tasks of 'fit'"
                                + " wait"),
                row(
                        "no node lives long enough",
                        script -> {
                            script.serve(lives(script, 1, 20), "fit");
                            script.serve(lives(script, 2, 30), "fit");
                        },
                        estimated(50 * SECOND),
                        "lower the estimate, or start a node with a longer live.time: 3 tasks of"
                                + " 'fit' take 50 s each, and no node lives that long; rank 2 has 25 s left"),
                new Row(
                        "nobody serves yet",
                        script -> script.join(1, 1),
                        spec("fit"),
                        "call handleRequests on rank 1:" + " no node serves requests yet, and 3 tasks of 'fit' wait",
                        CALL),
                new Row(
                        "one serves something else, one nothing yet",
                        script -> {
                            script.serve(script.join(1, 1), "square");
                            script.join(2, 1);
                        },
                        spec("fit"),
                        "check the handler's name: no node serves 'fit' for 3 tasks; served: 'square';"
                                + " rank 2 does not serve yet",
                        CALL));
    }

    private static Row row(String name, Consumer<WorkScript> begin, BatchSpec spec, String line) {
        return new Row(name, begin, spec, line, MINUTE);
    }

    private static void fits(WorkScript script) {
        script.serve(script.join(1, 1), "fit");
    }

    private static void comesAndGoes(WorkScript script) {
        script.depart(script.serve(script.join(1, 1), "fit"), Cause.CLOSED);
    }

    private static Node lives(WorkScript script, int rank, long seconds) {
        Node node = script.join(rank, 1);
        node.lives(seconds * SECOND, script.now);
        return node;
    }

    private static BatchSpec spec(String handler) {
        return new BatchSpec(handler, 3, -1, -1, 0, 3, 0, -1, "", -1, 0);
    }

    private static BatchSpec onRank(int rank) {
        return new BatchSpec("fit", 3, -1, -1, 0, 3, 0, rank, "", -1, 0);
    }

    private static BatchSpec onLabel(String label) {
        return new BatchSpec("fit", 3, -1, -1, 0, 3, 0, -1, label, -1, 0);
    }

    private static BatchSpec estimated(long nanos) {
        return new BatchSpec("fit", 3, nanos, -1, 0, 3, 0, -1, "", -1, 0);
    }

    private static BatchSpec waiting(long nanos) {
        return new BatchSpec("fit", 3, -1, -1, 0, 3, 0, -1, "", nanos, 0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void w2_theReasonIsToldAfterFiveSecondsAndTheTasksFailWithIt(Row row) {
        row.begin.accept(script);
        int batch = script.batch(row.spec);
        pass(5 * SECOND - 1);
        assertThat(script.lines).isEmpty();
        pass(1);
        assertThat(script.lines)
                .singleElement()
                .asString()
                .startsWith(row.line)
                .endsWith("; 5 s so far, they fail after " + row.limitNanos / SECOND + " s");
        pass(row.limitNanos - 5 * SECOND - 1);
        assertThat(script.ends(batch)).isEmpty();
        pass(1);
        assertThat(script.take(batch))
                .hasSize(3)
                .allMatch(end -> end.kind() == TaskEnd.Kind.UNSERVED)
                .allMatch(end -> last(end.history()).equals(last(script.lines)));
        assertThat(last(script.lines))
                .endsWith("they fail after " + row.limitNanos / SECOND + " s without such a node");
        assertThat(script.work.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void w2_theLineComesAgainAtTwiceTheTime() {
        script.batch(waiting(CALL));
        pass(CALL - 1);
        assertThat(script.lines)
                .extracting(line -> line.replaceAll(".*; (\\d+ s) so far.*", "$1"))
                .containsExactly("5 s", "10 s", "20 s", "40 s", "80 s", "160 s", "320 s");
    }

    @Test
    void w2_aNodeThatComesInTimeTakesTheTasks() {
        int batch = script.batch(spec("fit"));
        pass(MINUTE - 1);
        script.lines.clear();
        Node node = script.serve(script.join(1, 1), "fit");
        assertThat(script.lines)
                .singleElement()
                .asString()
                .isEqualTo("a node can take tasks of 'fit' again, after 59 s");
        pass(CALL);
        for (int index = 0; index < 3; index++) {
            script.done(node, batch, index, 1);
        }
        assertThat(script.ends(batch)).containsExactly("0:DONE", "1:DONE", "2:DONE");
    }

    @Test
    void w2_theTimeCountsFromTheDepartureOfTheLastNode() {
        Node one = script.serving(1, 1);
        Node two = script.serving(2, 1);
        int batch = script.batch(20);
        pass(CALL);
        script.depart(one, Cause.RESET);
        pass(CALL);
        script.depart(two, Cause.LEFT);
        script.lines.clear();
        pass(5 * SECOND);
        assertThat(script.lines)
                .singleElement()
                .asString()
                .startsWith(
                        "see why rank 2 departed (LEFT), or start a compute node: no node is left that can take 20");
        pass(MINUTE - 5 * SECOND - 1);
        assertThat(script.ends(batch)).isEmpty();
        pass(1);
        assertThat(script.ends(batch)).hasSize(20).allMatch(end -> end.endsWith(":UNSERVED"));
    }

    @Test
    void w2_theBatchSaysHowLongItWaits() {
        script.join(1, 1);
        int brief = script.batch(waiting(7 * SECOND));
        int none = script.batch(waiting(0));
        script.advance(0);
        assertThat(script.ends(none)).hasSize(3);
        pass(7 * SECOND - 1);
        assertThat(script.ends(brief)).isEmpty();
        pass(1);
        assertThat(script.ends(brief)).hasSize(3).allMatch(end -> end.endsWith(":UNSERVED"));
    }

    @Test
    void w2_whatANodeHoldsGoesOnAndOtherBatchesToo() {
        Node node = script.serving(1, 1);
        int held = script.batch(10);
        int misspelt = script.batch(spec("wrok"));
        assertThat(script.given()).hasSize(4);
        script.drain(node);
        pass(MINUTE);
        assertThat(script.ends(held)).hasSize(6).allMatch(end -> end.endsWith(":UNSERVED"));
        assertThat(script.ends(misspelt)).hasSize(3);
        script.done(node, held, 0, 1);
        assertThat(script.ends(held)).containsExactly("0:DONE");
        script.depart(node, Cause.LEFT);
        pass(MINUTE - 1);
        assertThat(script.ends(held)).isEmpty();
        pass(1);
        assertThat(script.ends(held)).containsExactlyInAnyOrder("1:UNSERVED", "2:UNSERVED", "3:UNSERVED");
    }

    @Test
    void w2_tasksWithoutInputAndSuspectTasksEndToo() {
        script.depart(script.serving(1, 1), Cause.CLOSED);
        int batch = script.submit(new SubmitCall(WorkScript.spec(5_000)))
                .completion()
                .result()
                .batch();
        script.submit(new OfferCall(batch, Collections.nCopies(4, WorkScript.value(1))));
        Node node = script.serving(2, 1);
        script.depart(node, Cause.CLOSED);
        pass(MINUTE);
        int ended = 0;
        for (List<String> ends = script.ends(batch); !ends.isEmpty() && ended < 5_000; ends = script.ends(batch)) {
            assertThat(ends).allMatch(end -> end.endsWith(":UNSERVED"));
            ended += ends.size();
        }
        assertThat(ended).isEqualTo(5_000);
    }

    @Test
    void w2_aNodeWhoseRemainingTimeShrinksBelowTheEstimateIsNoticed() {
        Node node = lives(script, 1, 100);
        script.serve(node, "fit", "work");
        int urgent = script.batch(new BatchSpec("work", 1, -1, -1, 5, 3, 0, -1, "", -1, 0));
        int batch = script.batch(estimated(99 * SECOND));
        pass(SECOND + 5 * SECOND);
        assertThat(script.lines).isEmpty();
        pass(1);
        assertThat(script.lines).singleElement().asString().startsWith("lower the estimate");
        pass(MINUTE - 5 * SECOND);
        assertThat(script.ends(batch)).contains("2:UNSERVED");
        script.done(node, urgent, 0, 1);
        assertThat(script.ends(urgent)).containsExactly("0:DONE");
    }

    @Test
    void w2_aNodeThatRefusesItsHandlerAndOneThatIsStuckCannotTakeTasks() {
        Node node = script.serving(1, 1);
        int refused = script.batch(1);
        script.answer(node, MasterWork.id(refused, 0), 1, Status.UNKNOWN);
        pass(5 * SECOND);
        assertThat(script.lines)
                .singleElement()
                .asString()
                .startsWith("check the handler's name: no node serves 'work'" + " for 1 task; served: none");
        script.serve(node, "work");
        script.done(node, refused, 0, 2);
        script.lines.clear();
        int stuck = script.batch(new BatchSpec("work", 3, -1, 5 * SECOND, 0, 3, 0, -1, "", -1, 0));
        pass(6 * SECOND + 5 * SECOND);
        assertThat(script.lines)
                .as("the overdue task, then the tasks that wait")
                .hasSize(2)
                .last()
                .asString()
                .startsWith("make the handlers end when they are cancelled:"
                        + " every slot of rank 1 runs a task past its timeout, and 2 tasks of 'work' wait");
        pass(MINUTE);
        assertThat(script.ends(stuck)).containsExactlyInAnyOrder("0:FAILED", "1:UNSERVED", "2:UNSERVED");
    }

    @Test
    void w2_aNodeThatServesNoMoreGivesBackWhatItHolds() {
        Node node = script.serving(1, 1);
        int batch = script.batch(3);
        script.sent();
        node.serves(false, List.of());
        script.work.onNotServing(node, script.now, script);
        assertThat(script.sent())
                .extracting(WorkScript.Sent::command)
                .containsExactly(new Cancel(MasterWork.id(batch, 0), 1));
        script.answer(node, MasterWork.id(batch, 0), 1, Status.CANCELLED);
        pass(5 * SECOND);
        assertThat(script.lines).singleElement().asString().startsWith("call handleRequests on rank 1");
        pass(CALL - 5 * SECOND - 1);
        assertThat(script.ends(batch)).isEmpty();
        pass(1);
        assertThat(script.ends(batch)).hasSize(3).allMatch(end -> end.endsWith(":UNSERVED"));
    }

    @Test
    void w2_aNodeThatIsExpectedAndDepartsIsExpectedNoMore() {
        Node node = script.join(1, 1);
        int batch = script.batch(spec("fit"));
        pass(2 * MINUTE);
        assertThat(script.ends(batch)).isEmpty();
        script.depart(node, Cause.CLOSED);
        script.advance(0);
        assertThat(script.ends(batch)).hasSize(3);
    }

    @Test
    void aSuspectABusyAndARestingNodeCanTakeTasks() {
        Node node = script.serving(1, 1);
        int batch = script.batch(100);
        script.suspect(node, true);
        pass(CALL);
        script.suspect(node, false);
        pass(CALL);
        script.answer(node, MasterWork.id(batch, 0), 1, Status.RETURNED);
        pass(CALL);
        assertThat(script.lines).isEmpty();
        assertThat(script.ends(batch)).isEmpty();
    }

    @Test
    void aCancelledBatchIsNotWatched() {
        int batch = script.batch(spec("fit"));
        script.submit(new CancelCall(batch, false));
        pass(CALL);
        assertThat(script.lines).isEmpty();
        assertThat(script.ends(batch)).hasSize(3).allMatch(end -> end.endsWith(":CANCELLED"));
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    /** Lets time pass. The work part gets each deadline. */
    private void pass(long nanos) {
        long end = script.now + nanos;
        int steps = 0;
        while (script.work.nextDeadlineNanos() <= end) {
            script.advance(Math.max(0, script.work.nextDeadlineNanos() - script.now));
            assertThat(++steps).as("deadlines in %s s", nanos / SECOND).isLessThan(1_000);
        }
        script.now = end;
    }
}
