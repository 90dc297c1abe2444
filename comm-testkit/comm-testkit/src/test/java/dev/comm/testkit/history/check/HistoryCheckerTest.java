package dev.comm.testkit.history.check;

import static dev.comm.testkit.history.Histories.APPLE;
import static dev.comm.testkit.history.Histories.NULL;
import static dev.comm.testkit.history.Histories.PEAR;
import static dev.comm.testkit.history.Histories.got;
import static dev.comm.testkit.history.Histories.life;
import static dev.comm.testkit.history.Histories.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.Histories;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.Occurrence.Fault;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each check finds a breach of its promise in a history written by hand, and none in a history that keeps it. */
class HistoryCheckerTest {
    private static void assertKept(Histories histories) {
        assertThat(HistoryChecker.breaches(histories.done())).isEmpty();
    }

    private static void assertBroken(String promise, Histories histories) {
        assertThat(HistoryChecker.breaches(histories.done()))
                .extracting(breach -> breach.substring(0, breach.indexOf(':')))
                .contains(promise);
    }

    @Test
    void aCompleteBarrierKeepsAllPromises() {
        assertKept(team().calls(0)
                .calls(1)
                .calls(2)
                .arrives(0, 1, 2)
                .decides(Outcome.SUCCESS, 0, 1, 2)
                .returns(0, 0, 1, 2)
                .after(1)
                .returns(1, 0, 1, 2)
                .returns(2, 0, 1, 2));
    }

    @Test
    void aBarrierThatLosesACrashedMemberKeepsAllPromises() {
        assertKept(team().calls(0)
                .calls(1)
                .arrives(0, 1)
                .fault(Fault.Kind.CRASH, 2)
                .after(1)
                .departs(2, Cause.CLOSED)
                .decides(Outcome.SUCCESS, 0, 1)
                .returns(0, 0, 1)
                .returns(1, 0, 1));
    }

    @Test
    void b1_differentSurvivors() {
        assertBroken(
                "B1",
                team().arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(0, 0, 1, 2)
                        .returns(1, 0, 1));
    }

    @Test
    void b2_aSurvivorThatNeverArrived() {
        assertBroken("B2", team().arrives(0, 1).departs(2, Cause.LEFT).decides(Outcome.SUCCESS, 0, 1, 2));
    }

    @Test
    void b2_aSurvivorWithoutItsPart() {
        assertBroken(
                "B2",
                team().of(CollectiveKind.DISTRIBUTE).arrives(0, 1, 2).holds(1).decides(Outcome.SUCCESS, 0, 1, 2));
    }

    @Test
    void b3_decidedBeforeAMemberArrivedOrDeparted() {
        assertBroken("B3", team().arrives(0, 1).decides(Outcome.SUCCESS, 0, 1));
    }

    @Test
    void b3_returnedBeforeTheDecision() {
        assertBroken("B3", team().arrives(0, 1, 2).returns(1, 0, 1, 2).decides(Outcome.SUCCESS, 0, 1, 2));
    }

    @Test
    void b4_excludedAlthoughItArrivedAndLived() {
        assertBroken("B4", team().arrives(0, 1, 2).decides(Outcome.SUCCESS, 0, 1));
    }

    @Test
    void b4_departedWithoutReason() {
        assertBroken("B4", team().departs(1, Cause.SILENT));
    }

    @Test
    void b5_decidedTooLate() {
        assertBroken("B5", team().arrives(0, 1, 2).after(251).decides(Outcome.SUCCESS, 0, 1, 2));
    }

    @Test
    void b5_aLostConnectionIsNoDeparture() {
        assertBroken(
                "B5",
                team().fault(Fault.Kind.CRASH, 1)
                        .add(new Occurrence.Disconnected(0, life(1)))
                        .after(300)
                        .arrives(0));
    }

    @Test
    void b5_aSilentMemberThatStays() {
        assertBroken("B5", team().fault(Fault.Kind.VANISH, 1).after(2_800).arrives(0));
    }

    @Test
    void b5_aSilentMemberThatDepartsInTime() {
        assertKept(team().fault(Fault.Kind.VANISH, 1)
                .after(2_400)
                .departs(1, Cause.SILENT)
                .add(new Occurrence.Disconnected(2_400_000_000L, life(1)))
                .after(5_000)
                .arrives(0));
    }

    @Test
    void b6_aCallThatNeverEnds() {
        assertBroken("B6", team().calls(1).after(60_000));
    }

    @Test
    void b6_aCallThatEndsTooLate() {
        assertBroken("B6", team().calls(1).after(60_000).fails(1, Failure.Kind.MASTER_LOST));
    }

    @Test
    void b7_aVerdictForTheDeparted() {
        assertBroken(
                "B7",
                team().fault(Fault.Kind.FREEZE, 1)
                        .arrives(0, 1, 2)
                        .departs(1, Cause.SILENT)
                        .decides(Outcome.SUCCESS, 0, 2)
                        .returns(1, 0, 2));
    }

    @Test
    void b8_anEpochThatGoesBack() {
        assertBroken("B8", team().sees(1, 1, 5).sees(1, 1, 4));
    }

    @Test
    void b9_aMismatchThatIsNone() {
        assertBroken("B9", team().arrives(0, 1, 2).decides(Outcome.MISMATCH, "rank 1 called another"));
    }

    @Test
    void b9_differentCallsThatAreCalledASuccess() {
        assertBroken(
                "B9", team().arrives(0, 1).of(CollectiveKind.COLLECT).arrives(2).decides(Outcome.SUCCESS, 0, 1, 2));
    }

    @Test
    void b10_aMachineThatThrows() {
        assertBroken("B10", team().add(new Occurrence.Broke(0, 0, "at a frame")));
    }

    @Test
    void b10_aCallThatEndsAsABug() {
        assertBroken("B10", team().calls(1).fails(1, Failure.Kind.BUG));
    }

    @Test
    void b11_aSuccessBelowTheQuorum() {
        assertBroken(
                "B11",
                team().arrives(0).departs(1, Cause.LEFT).departs(2, Cause.LEFT).decides(Outcome.SUCCESS, 0));
    }

    @Test
    void b12_aDecisionThatIsToldTwoWays() {
        assertBroken(
                "B12", team().arrives(0, 1, 2).decides(Outcome.SUCCESS, 0, 1, 2).decides(Outcome.SUCCESS, 0, 1));
    }

    @Test
    void b13_aValueThatCountsTwice() {
        assertBroken(
                "B13",
                team().arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(0, Outcome.SUCCESS, got(0, APPLE, 1, PEAR, 1, PEAR, 2, PEAR), 0, 1, 2));
    }

    @Test
    void b14_nodesBuriedForTheMastersOwnPause() {
        assertBroken(
                "B14",
                team().fault(Fault.Kind.FREEZE, 0)
                        .after(5_000)
                        .fault(Fault.Kind.THAW, 0)
                        .departs(1, Cause.SILENT));
    }

    @Test
    void c1_aValueThatNobodyGave() {
        assertBroken(
                "C1",
                team().of(CollectiveKind.COLLECT)
                        .calls(0, APPLE)
                        .calls(1, PEAR)
                        .calls(2, PEAR)
                        .arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(0, Outcome.SUCCESS, got(0, PEAR, 1, PEAR, 2, PEAR), 0, 1, 2));
    }

    @Test
    void c1_aSurvivorWithoutASlot() {
        assertBroken(
                "C1",
                team().of(CollectiveKind.COLLECT)
                        .calls(0, APPLE)
                        .arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(0, Outcome.SUCCESS, got(0, APPLE), 0, 1, 2));
    }

    @Test
    void c1_theValueForANeighbour() {
        assertBroken("C1", allToAll().returns(1, Outcome.SUCCESS, got(0, APPLE, 2, PEAR), 0, 2));
    }

    @Test
    void c1_anAllToAllWithoutADepartedRankKeepsAllPromises() {
        assertKept(allToAll()
                .returns(0, Outcome.SUCCESS, got(0, APPLE, 2, PEAR), 0, 2)
                .returns(2, Outcome.SUCCESS, got(0, NULL, 2, APPLE), 0, 2));
    }

    private static Histories allToAll() {
        return team().of(CollectiveKind.ALL_TO_ALL)
                .calls(0, APPLE, PEAR)
                .calls(1, PEAR)
                .calls(2, PEAR, PEAR, APPLE)
                .arrives(0, 1, 2)
                .fault(Fault.Kind.CRASH, 1)
                .departs(1, Cause.CLOSED)
                .decides(Outcome.SUCCESS, 0, 2);
    }

    @Test
    void d1_otherBytesThanTheRootGave() {
        assertBroken(
                "D1",
                team().of(CollectiveKind.DISTRIBUTE)
                        .calls(0, APPLE)
                        .arrives(0, 1, 2)
                        .holds(1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(1, Outcome.SUCCESS, got(1, PEAR), 0, 1, 2));
    }

    @Test
    void r1_differentResults() {
        assertBroken(
                "R1",
                team().of(CollectiveKind.ALL_REDUCE)
                        .arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(0, Outcome.SUCCESS, got(0, APPLE), 0, 1, 2)
                        .returns(1, Outcome.SUCCESS, got(0, PEAR), 0, 1, 2));
    }

    @Test
    void p1_keptInOrder() {
        assertKept(
                team().sends(1, 2, APPLE).sends(1, 2, PEAR).takes(2, 1, APPLE).takes(2, 1, PEAR));
    }

    @Test
    void p1_takenOutOfOrder() {
        assertBroken("P1", team().sends(1, 2, APPLE).sends(1, 2, PEAR).takes(2, 1, PEAR));
    }

    @Test
    void p1_keptAlthoughOneIsTakenBack() {
        assertKept(team().sends(1, 2, APPLE)
                .sends(1, 2, PEAR)
                .takesBack(1, 2, 0)
                .sends(1, 2, APPLE)
                .takes(2, 1, PEAR)
                .takes(2, 1, APPLE));
    }

    @Test
    void p1_takenAlthoughItWasTakenBack() {
        assertBroken("P1", team().sends(1, 2, APPLE).takesBack(1, 2, 0).takes(2, 1, APPLE));
    }

    @Test
    void p1_takenTwice() {
        assertBroken("P1", team().sends(1, 2, APPLE).takes(2, 1, APPLE).takes(2, 1, APPLE));
    }

    @Test
    void p1_lostAlthoughSentBeforeASharedInstance() {
        assertBroken(
                "P1",
                team().sends(1, 2, APPLE)
                        .calls(1)
                        .calls(2)
                        .arrives(0, 1, 2)
                        .decides(Outcome.SUCCESS, 0, 1, 2)
                        .returns(1, 0, 1, 2)
                        .returns(2, 0, 1, 2)
                        .after(100)
                        .receiveTimesOut(2, 1));
    }

    @Test
    void t1_aTaskThatEndsTwice() {
        Occurrence end = new Occurrence.TaskEnded(1, "b", 0, true, true, "");
        assertBroken(
                "T1",
                team().add(new Occurrence.BatchSubmitted(0, "b", 1, false, "h", 0))
                        .add(end)
                        .add(end));
    }

    @Test
    void t1_aWrongValue() {
        assertBroken("T1", team().add(new Occurrence.TaskEnded(1, "b", 0, true, false, "7")));
    }

    @Test
    void t2_aTaskThatNeverEnds() {
        assertBroken("T2", team().add(new Occurrence.BatchSubmitted(0, "b", 1, false, "h", 0)));
    }

    @Test
    void t2_aTaskThatFailsWithoutCharge() {
        assertBroken(
                "T2",
                team().add(new Occurrence.BatchSubmitted(0, "b", 1, false, "h", 0))
                        .add(new Occurrence.TaskEnded(1, "b", 0, false, false, "lost")));
    }

    @Test
    void t3_aTaskForTheDeparted() {
        assertBroken("T3", team().departs(1, Cause.CLOSED).add(new Occurrence.TaskGiven(1, 7, 1, "h", life(1))));
    }

    @Test
    void w2_aNodeThatLeavesBecauseItsHandlerHangsKeepsAllPromises() {
        assertKept(team().handles(1, 7, 1_000)
                .after(1_000)
                .interrupts(1, 7)
                .after(2_000)
                .add(new Occurrence.Leaving(3_000_000_000L, life(1)))
                .departs(1, Cause.HUNG)
                .add(new Occurrence.Disconnected(3_000_000_000L, life(1)))
                .after(5_000)
                .arrives(0));
    }

    @Test
    void w2_aSlotWithANewThreadKeepsAllPromises() {
        assertKept(team().handles(1, 7, 1_000)
                .after(1_000)
                .interrupts(1, 7)
                .add(new Occurrence.ThreadStarted(3_000_000_000L, 1, "worker"))
                .after(5_000)
                .sees(0, 1, 1));
    }

    @Test
    void w2_aHandlerThatEndsAtItsTimeoutKeepsAllPromises() {
        assertKept(team().handles(1, 7, 1_000)
                .after(1_000)
                .add(new Occurrence.HandlerEnded(1_000_000_000L, 1, 7, 1))
                .after(5_000)
                .sees(0, 1, 1));
    }

    @Test
    void everyIdIsOfTheSemantics() {
        assertThat(new TreeSet<>(HistoryChecker.checks().stream().map(Check::id).toList()))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12", "B13", "B14", "C1",
                        "C2", "D1", "R1", "P1", "T1", "T2", "T3", "L1", "L2", "S1", "N1", "M1", "Q1", "W2", "A6", "A8",
                        "A10", "A12"));
    }
}
