package dev.comm.node.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.Payload;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.CallSiteAsk;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.Checksums;
import dev.comm.node.machine.Script;
import dev.comm.node.machine.work.RequestTrackerTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class CollectivesTest {
    private static final long TIMEOUT = Duration.ofSeconds(3).toNanos();

    public static CollectiveCall barrier() {
        return call(0, CollectiveKind.BARRIER);
    }

    private static CollectiveCall call(int communicator, CollectiveKind kind, Value... values) {
        CollectiveCall.Key key = new CollectiveCall.Key(communicator, kind, "step", "");
        return new CollectiveCall(key, TIMEOUT, List.of(values), null, () -> "Main.java:12");
    }

    public static Decision decision(long sequence, Outcome outcome) {
        return decision(0, sequence, outcome, List.of(), 0);
    }

    private static Decision decision(int communicator, long sequence, Outcome outcome, List<Slot> slots, int created) {
        long length = slots.stream().mapToLong(slot -> slot.content().length()).sum();
        Content content = slots.isEmpty() ? Content.NONE : new Content(Content.Kind.VALUE, 0, length);
        return Decision.of(new Decision.Stamp(communicator, sequence, 1, 1), outcome, RankSet.of(0, 1, 2, 3), 3)
                .toBuilder()
                .detail("the detail")
                .created(created)
                .returned(slots, content)
                .build();
    }

    @Test
    void b3_aCallEndsWithTheDecisionAndNotBefore() {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());

        Arrive arrive = script.out.only(Arrive.class);
        assertThat(arrive)
                .isEqualTo(Arrive.of(0, 0, CollectiveKind.BARRIER, TIMEOUT, -1).withName("step"));
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(call.completion().isDone()).isFalse();

        script.receive(decision(0, Outcome.SUCCESS));
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void callsAreNumberedInTheOrderOfSubmissionAndAtMostSixteenAreOpen() {
        Script script = Script.member();
        for (int i = 0; i < 16; i++) {
            script.submit(barrier());
        }
        CollectiveCall tooMany = script.submit(barrier());

        assertThat(script.out.commands(Arrive.class))
                .extracting(Arrive::sequence)
                .startsWith(0L, 1L, 2L)
                .hasSize(16);
        assertThat(tooMany.completion().isDone()).as("waits for space").isFalse();
        CollectiveCall last = script.submit(barrier());

        script.receive(decision(0, Outcome.SUCCESS));
        assertThat(script.out.commands(Arrive.class))
                .extracting(Arrive::sequence)
                .endsWith(16L);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "MISMATCH", mode = EnumSource.Mode.EXCLUDE)
    void b1_everyVerdictEndsTheCallAndConsumesTheNumber(Outcome outcome) {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());
        script.receive(decision(0, outcome));

        assertThat(call.completion().result().decision().outcome()).isEqualTo(outcome);
        script.submit(barrier());
        assertThat(script.out.commands(Arrive.class))
                .extracting(Arrive::sequence)
                .containsExactly(0L, 1L);
    }

    @Test
    void aContributionTravelsWithTheArrival() {
        Script script = Script.member();
        Value value = Script.value("mine");
        script.submit(call(0, CollectiveKind.COLLECT, value));

        assertThat(script.out.only(Arrive.class).content()).isEqualTo(value.content());
        assertThat(script.out.sent().get(0).payload()).isSameAs(value.payload());
    }

    @Test
    void acknowledgementsGoOutWithTheNextArrivalOrTheNextHeartbeat() {
        Script script = Script.member();
        script.submit(barrier());
        script.receive(decision(0, Outcome.SUCCESS));
        script.submit(barrier());
        assertThat(script.out.commands(Arrive.class)).extracting(Arrive::acked).containsExactly(-1L, 0L);

        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(script.out.commands(DecisionAck.class)).isEmpty();

        script.receive(decision(1, Outcome.SUCCESS));
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(script.out.commands(DecisionAck.class)).containsExactly(new DecisionAck(0, 1));
    }

    @Test
    void aDecisionAheadOfTheOwnCallIsNotAcknowledgedSoThatItComesAgain() {
        Script script = Script.member();
        script.receive(decision(0, Outcome.TIMEOUT));
        CollectiveCall late = script.submit(barrier());

        assertThat(late.completion().isDone()).isFalse();
        assertThat(script.out.only(Arrive.class).acked()).isEqualTo(-1);
        script.receive(decision(0, Outcome.TIMEOUT));
        assertThat(late.completion().result().decision().outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void b13_aRepeatedDecisionChangesNothing() {
        Script script = Script.member();
        script.submit(barrier());
        script.receive(decision(0, Outcome.SUCCESS));
        CollectiveCall next = script.submit(barrier());
        script.receive(decision(0, Outcome.TIMEOUT));

        assertThat(next.completion().isDone()).isFalse();
    }

    @Test
    void b8_aVerdictOfAnEarlierTermIsDropped() {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());
        Decision d = decision(0, Outcome.SUCCESS);
        script.receive(Decision.of(new Decision.Stamp(0, 0, 0, 9), d.outcome(), d.survivors(), 3));

        assertThat(call.completion().isDone()).isFalse();
    }

    @Test
    void c1_returnedValuesAreTakenApartByTheirSlots() {
        Script script = Script.member();
        CollectiveCall call = script.submit(call(0, CollectiveKind.ALL_GATHER, Script.value("x")));
        List<Slot> slots = List.of(
                new Slot(0, new Content(Content.Kind.VALUE, 1, 3)),
                new Slot(1, Content.NULL),
                new Slot(3, new Content(Content.Kind.VALUE, 1, 2)));
        script.receive(decision(0, 0, Outcome.SUCCESS, slots, 0), Payload.of("abcde".getBytes()));

        List<Contribution> values = call.completion().result().contributions();
        assertThat(values).extracting(Contribution::rank).containsExactly(0, 1, 3);
        assertThat(Script.text(values.get(0).value())).isEqualTo("abc");
        assertThat(values.get(1).value()).isEqualTo(Value.NULL);
        assertThat(Script.text(values.get(2).value())).isEqualTo("de");
    }

    @Test
    void slotsThatDoNotFitThePayloadEndTheConnection() {
        Script script = Script.member();
        CollectiveCall call = script.submit(call(0, CollectiveKind.ALL_GATHER, Script.value("x")));
        List<Slot> slots = List.of(new Slot(0, new Content(Content.Kind.VALUE, 1, 9)));
        script.receive(decision(0, 0, Outcome.SUCCESS, slots, 0), Payload.of("abc".getBytes()));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(script.out.order()).contains("abort " + script.endpoint);
    }

    @Test
    void d1_aPartIsHeldBeforeTheOwnCallAndHandedOutWithTheDecision() {
        Script script = Script.member();
        Value part = Script.value("all the same");
        script.receive(new Part(0, 0, part.content()), part.payload());
        script.compute();

        Held held = script.out.only(Held.class);
        assertThat(held).isEqualTo(new Held(0, 0, 12, Checksums.crc32c(part.payload())));

        CollectiveCall call = script.submit(call(0, CollectiveKind.DISTRIBUTE));
        assertThat(call.completion().isDone()).isFalse();
        script.receive(decision(0, Outcome.SUCCESS));
        assertThat(call.completion().result().contributions()).containsExactly(new Contribution(2, part));
    }

    @Test
    void d1_aPartIsProvisionalWithoutSuccess() {
        Script script = Script.member();
        Value part = Script.value("never seen");
        CollectiveCall call = script.submit(call(0, CollectiveKind.SCATTER));
        script.receive(new Part(0, 0, part.content()), part.payload());
        script.receive(decision(0, Outcome.QUORUM_LOST));

        assertThat(call.completion().result().contributions()).isEmpty();
    }

    @Test
    void aPartWithoutBytesIsHeldAtOnce() {
        Script script = Script.member();
        script.receive(new Part(0, 0, Content.NULL));

        assertThat(script.out.only(Held.class)).isEqualTo(new Held(0, 0, 0, 0));
        CollectiveCall call = script.submit(call(0, CollectiveKind.SCATTER));
        script.receive(decision(0, Outcome.SUCCESS));
        assertThat(call.completion().result().contributions()).containsExactly(new Contribution(2, Value.NULL));
    }

    @Test
    void b9_theMasterIsToldWhereTheCallStandsAndTheCommunicatorIsBrokenAfterwards() {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());
        CollectiveCall second = script.submit(barrier());
        script.receive(new CallSiteAsk(0, 0));
        script.compute();
        assertThat(script.out.only(CallSite.class)).isEqualTo(new CallSite(0, 0, "Main.java:12"));

        script.receive(decision(0, Outcome.MISMATCH));
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(Script.failure(second)).isEqualTo(Failure.Kind.BROKEN);
        CollectiveCall later = script.submit(barrier());
        assertThat(Script.failure(later)).isEqualTo(Failure.Kind.BROKEN);
        assertThat(later.completion().failure().detail()).contains("the detail", "BARRIER 'step'");
    }

    @Test
    void aPlaceThatCannotBeFoundIsSaidToBeUnknown() {
        Script script = Script.member();
        CollectiveCall.Key key = new CollectiveCall.Key(0, CollectiveKind.BARRIER, "", "");
        script.submit(new CollectiveCall(key, TIMEOUT, List.of(), null, () -> {
            throw new IllegalStateException("no stack");
        }));
        script.receive(new CallSiteAsk(0, 0));
        script.compute();

        assertThat(script.out.only(CallSite.class).place()).contains("unknown", "no stack");
    }

    @Test
    void aDuplicateCommunicatorCountsByItself() {
        Script script = Script.member();
        CollectiveCall dup = script.submit(call(0, CollectiveKind.DUP));
        script.receive(decision(0, 0, Outcome.SUCCESS, List.of(), 5));
        assertThat(dup.completion().result().decision().created()).isEqualTo(5);

        script.submit(call(5, CollectiveKind.BARRIER));
        assertThat(script.out.commands(Arrive.class))
                .extracting(Arrive::communicator, Arrive::sequence)
                .endsWith(org.assertj.core.groups.Tuple.tuple(5, 0L));
        assertThat(Script.failure(script.submit(call(6, CollectiveKind.BARRIER))))
                .isEqualTo(Failure.Kind.ILLEGAL_STATE);
    }

    @Test
    void b6_aCallThatWaitsForRoomEndsAtItsDeadlineAndItsRankStaysInStep() {
        Script script = Script.member();
        for (int i = 0; i < 16; i++) {
            script.submit(barrier());
        }
        CollectiveCall.Key key = new CollectiveCall.Key(0, CollectiveKind.COLLECT, "", "");
        CollectiveCall late =
                new CollectiveCall(key, TIMEOUT / 2, List.of(Script.value("x")), null, () -> "Main.java:12");
        script.submit(late);
        script.passWithMaster(Duration.ofNanos(TIMEOUT / 2));
        assertThat(Script.failure(late)).isEqualTo(Failure.Kind.TIMEOUT);

        script.receive(decision(0, Outcome.SUCCESS));
        Arrive arrival = script.out.commands(Arrive.class).get(16);
        assertThat(arrival.kind()).isEqualTo(CollectiveKind.COLLECT);
        assertThat(arrival.sequence()).isEqualTo(16);
        assertThat(arrival.timeoutNanos()).isZero();
        assertThat(arrival.content().kind()).isEqualTo(Content.Kind.FAILED);
    }

    @Test
    void whatRankZeroDoesWithoutThisNodeIsNoViolation() {
        Script script = Script.member();
        for (long sequence = 0; sequence < 40; sequence++) {
            Value part = Script.value("part " + sequence);
            script.receive(new Part(0, sequence, part.content()), part.payload());
            script.receive(new CallPending(0, sequence, CollectiveKind.DISTRIBUTE, ""));
        }
        assertThat(script.out.order()).doesNotContain("abort " + script.endpoint);
        for (long sequence = 0; sequence < 40; sequence++) {
            boolean isOver = sequence < 39;
            CollectiveCall call = script.submit(call(0, CollectiveKind.DISTRIBUTE));
            script.receive(decision(sequence, isOver ? Outcome.TIMEOUT : Outcome.SUCCESS));
            assertThat(call.completion().result().contributions()).hasSize(isOver ? 0 : 1);
        }
    }

    @Test
    void aClosedDuplicateIsReleasedWhenItsLastCallHasEnded() {
        Script script = withDuplicate();
        CollectiveCall open = script.submit(call(5, CollectiveKind.BARRIER));
        script.submit(new ReleaseCall(5));
        assertThat(script.out.commands(Release.class)).isEmpty();
        assertThat(Script.failure(script.submit(call(5, CollectiveKind.BARRIER))))
                .isEqualTo(Failure.Kind.CLOSED);

        script.receive(decision(5, 0, Outcome.SUCCESS, List.of(), 0));
        assertThat(open.completion().isDone()).isTrue();
        assertThat(script.out.only(Release.class).communicator()).isEqualTo(5);
        script.submit(new ReleaseCall(5));
        assertThat(script.out.commands(Release.class)).hasSize(1);
        script.submit(new ReleaseCall(0));
        assertThat(script.out.commands(Release.class)).hasSize(1);
    }

    @Test
    void whatComesForAClosedDuplicateIsDropped() {
        Script script = withDuplicate();
        script.submit(new ReleaseCall(5));
        Value part = Script.value("late");
        script.receive(new Part(5, 0, part.content()), part.payload());
        script.receive(new CallSiteAsk(5, 0));
        script.receive(new CallPending(5, 0, CollectiveKind.BARRIER, ""));
        script.receive(decision(5, 0, Outcome.SUCCESS, List.of(), 0));
        assertThat(script.out.commands(Held.class)).isEmpty();
        assertThat(script.out.order()).doesNotContain("abort " + script.endpoint);
        assertThat(Script.failure(script.submit(call(5, CollectiveKind.BARRIER))))
                .isEqualTo(Failure.Kind.CLOSED);
    }

    @Test
    void p1_theMessagesOfAClosedDuplicateEndWithIt() {
        Script script = withDuplicate();
        script.submit(new SendCall(5, 2, 0, Script.value("unread")));
        ReceiveCall open = script.submit(new ReceiveCall(5, 1, 0, TIMEOUT));
        script.submit(new ReleaseCall(5));
        assertThat(Script.failure(open)).isEqualTo(Failure.Kind.CLOSED);
        assertThat(Script.failure(script.submit(new ReceiveCall(5, 2, 0, 0)))).isEqualTo(Failure.Kind.CLOSED);
        assertThat(Script.failure(script.submit(new SendCall(5, 1, 0, Value.NULL))))
                .isEqualTo(Failure.Kind.CLOSED);
        ReceiveCall other = script.submit(new ReceiveCall(0, 2, 0, TIMEOUT));
        assertThat(other.completion().isDone()).isFalse();
    }

    @Test
    void p1_whoTakesTheRankOfALostMemberIsNotPartOfTheDuplicate() {
        Script script = withDuplicate();
        Member next = new Member(3, 4711, "host", null);
        script.receive(new ViewChange(
                1, 2, List.of(next), List.of(new Departure(3, script.incarnationOf(3), Cause.CLOSED, ""))));
        script.receive(new MessageEnd(3, script.incarnationOf(3), Cause.CLOSED));
        assertThat(Script.failure(script.submit(new SendCall(5, 3, 0, Value.NULL))))
                .isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(Script.failure(script.submit(new ReceiveCall(5, 3, 0, TIMEOUT))))
                .isEqualTo(Failure.Kind.MEMBER_LOST);
        SendCall ofAll = script.submit(new SendCall(0, 3, 0, Script.value("x")));
        assertThat(Script.failure(ofAll)).isNull();
    }

    private static Script withDuplicate() {
        Script script = Script.member();
        script.submit(call(0, CollectiveKind.DUP));
        script.receive(decision(0, 0, Outcome.SUCCESS, List.of(), 5));
        return script;
    }

    @Test
    void b6_withoutAVerdictTheConnectionIsClosedFirstAndThenTheCallEnds() {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());

        script.passWithMaster(Duration.ofNanos(TIMEOUT + Script.FAST.dead() - 1));
        assertThat(call.completion().isDone()).isFalse();
        script.passWithMaster(Duration.ofNanos(1));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(script.out.order())
                .containsSubsequence(
                        "abort " + script.endpoint, "publish MasterSuspected", "fail CollectiveCall MASTER_LOST");
    }

    @Test
    void aServingNodeEntersABarrierOnceEarlierRequestsAreAnswered() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        script.receive(new CallPending(0, 0, CollectiveKind.BARRIER, "all"));
        script.receive(RequestTrackerTest.request(2));
        assertThat(script.out.commands(Arrive.class)).isEmpty();

        RequestTrackerTest.work(script);
        RequestTrackerTest.answerAndWork(script, 1);

        assertThat(script.out.only(Arrive.class).kind()).isEqualTo(CollectiveKind.BARRIER);
        assertThat(script.out.only(Arrive.class).name()).isEqualTo("all");
        script.receive(decision(0, Outcome.SUCCESS));
        script.submit(barrier());
        assertThat(script.out.commands(Arrive.class))
                .extracting(Arrive::sequence)
                .containsExactly(0L, 1L);
    }

    @Test
    void aServingNodeThatCannotTakePartSaysSoWhenItIsIdle() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        script.receive(new CallPending(0, 0, CollectiveKind.COLLECT, ""));
        RequestTrackerTest.work(script);
        assertThat(script.out.commands(Arrive.class)).isEmpty();

        RequestTrackerTest.answerAndWork(script, 1);

        assertThat(script.out.only(Arrive.class).kind()).isEqualTo(CollectiveKind.SERVING);
    }

    @Test
    void aHandlerMayEnterTheCollectiveItself() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        script.receive(new CallPending(0, 0, CollectiveKind.COLLECT, "step"));
        RequestTrackerTest.work(script);
        CollectiveCall call = script.submit(call(0, CollectiveKind.COLLECT, Script.value("x")));
        script.receive(decision(0, Outcome.SUCCESS));
        RequestTrackerTest.answerAndWork(script, 1);

        assertThat(call.completion().isDone()).isTrue();
        assertThat(script.out.only(Arrive.class).kind()).isEqualTo(CollectiveKind.COLLECT);
    }

    @Test
    void aCallToANodeThatDoesNotServeYetWaits() {
        Script script = Script.member();
        script.receive(new CallPending(0, 0, CollectiveKind.BARRIER, ""));
        assertThat(script.out.commands(Arrive.class)).isEmpty();

        RequestTrackerTest.serve(script, "fit");
        assertThat(script.out.commands(Arrive.class)).hasSize(1);
    }

    @Test
    void aDrainingNodeStillEntersABarrier() {
        Script script = Script.member(Script.config().liveTime(Duration.ofSeconds(10)));
        RequestTrackerTest.serve(script, "fit");
        script.passWithMaster(Duration.ofSeconds(9));
        script.receive(new CallPending(0, 0, CollectiveKind.BARRIER, ""));
        assertThat(script.out.only(Arrive.class).kind()).isEqualTo(CollectiveKind.BARRIER);
    }

    @Test
    void aFrozenProcessLooksForTheVerdictBeforeItGivesUp() {
        Script script = Script.member();
        CollectiveCall call = script.submit(barrier());
        script.passWithMaster(Duration.ofSeconds(1));
        script.now += Duration.ofSeconds(60).toNanos();
        script.step(new Event.Deadline());

        assertThat(call.completion().isDone()).isFalse();
        script.receive(decision(0, Outcome.SUCCESS));
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void anUnknownCommunicatorEndsTheConnection() {
        Script script = Script.member();
        script.receive(new CallSiteAsk(77, 0));
        assertThat(script.out.order()).contains("abort " + script.endpoint);
    }
}
