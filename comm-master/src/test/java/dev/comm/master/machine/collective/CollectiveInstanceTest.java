package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import dev.comm.api.Cause;
import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectiveInstanceTest {
    @Test
    void b1_allMembersGetTheSameDecision() {
        Script script = Script.running(4);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.rank(3).dies();
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        Decision own = call.completion().result().decision();
        assertThat(own.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(own.survivors()).containsExactly(0, 1, 2);
        assertThat(own.departures()).extracting(Departure::cause).containsExactly(Cause.CLOSED);
        assertThat(own.slowest()).isEqualTo(1);
        assertThat(script.rank(1).decision(0)).isEqualTo(own);
        assertThat(script.rank(2).decision(0)).isEqualTo(own);
    }

    @Test
    void b2_whoDepartedAfterItsArrivalIsNoSurvivor() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(1).dies();
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        Decision decision = call.completion().result().decision();
        assertThat(decision.survivors()).containsExactly(0, 2);
        assertThat(decision.departures()).as("gone before this view").isNotEmpty();
    }

    @Test
    void b3_nobodyIsReleasedBeforeEveryMemberArrivedOrDeparted() {
        Script script = Script.running(4);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().isDone()).isFalse();
        assertThat(script.rank(1).got(Decision.class)).isEmpty();
        script.rank(3).arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().isDone()).isTrue();
        assertThat(script.rank(1).got(Decision.class)).hasSize(1);
    }

    @Test
    void b4_whoArrivedAndLivesIsASurvivor() {
        Script script = Script.running(4);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        for (int rank = 3; rank > 0; rank--) {
            script.rank(rank).arrives(0, CollectiveKind.BARRIER);
        }
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2, 3);
        assertThat(call.completion().result().decision().departures()).isEmpty();
    }

    @Test
    void b5_theEndOfAConnectionReleasesInTheSameStep() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).dies();
        assertThat(call.completion().isDone()).isTrue();
    }

    @Test
    void b5_theViewIsToldBeforeTheDecisionThatDependsOnIt() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.recorder.clear();
        script.rank(2).dies();
        List<Effect> told = script.recorder.effects().stream()
                .filter(each -> each instanceof Effect.Published
                        || each instanceof Effect.Completed
                        || each instanceof Effect.Sent sent
                                && (sent.command() instanceof ViewChange || sent.command() instanceof Decision))
                .toList();
        assertThat(told).hasSize(4);
        assertThat(((Effect.Sent) told.get(0)).command()).isInstanceOf(ViewChange.class);
        assertThat(((Effect.Published) told.get(1)).notice()).isInstanceOf(Notice.ViewChanged.class);
        assertThat(((Effect.Sent) told.get(2)).command()).isInstanceOf(Decision.class);
        assertThat(((Effect.Completed) told.get(3)).call()).isSameAs(call);
    }

    @Test
    void b6_aDeadlineUnderTheFailPolicyNamesTheMissing() {
        Script script = Script.running(4);
        CollectiveCall call = script.call(CollectiveKind.BARRIER, 500 * Script.MILLI);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.afterWithLife(600 * Script.MILLI, script.rank(1), script.rank(2), script.rank(3));
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(decision.missing()).containsExactly(1, 3);
        assertThat(decision.detail()).contains("ranks 1, 3").contains("barrier");
        assertThat(script.rank(2).decision(0)).isEqualTo(decision);
        assertThat(script.rank(1).got(Decision.class)).isEmpty();
    }

    @Test
    void b6_aLateArrivalGetsTheStoredDecisionAtOnce() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER, 500 * Script.MILLI);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        assertThat(script.rank(2).decision(0))
                .isEqualTo(call.completion().result().decision());
    }

    @Test
    void b6_rankZeroMayBeTheLateOne() {
        Script script = Script.running(3);
        script.rank(1)
                .says(new dev.comm.api.protocol.CollectiveCommand.Arrive(
                        0, 0, CollectiveKind.BARRIER, "", 0, "", 500 * Script.MILLI, -1, Content.NONE, List.of()));
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        assertThat(script.rank(1).decision(0).missing()).containsExactly(0);
        CollectiveCall late = script.call(CollectiveKind.BARRIER);
        assertThat(late.completion().result().decision())
                .isEqualTo(script.rank(1).decision(0));
        CollectiveCall next = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(1, CollectiveKind.BARRIER);
        script.rank(2).arrives(1, CollectiveKind.BARRIER);
        assertThat(next.completion().result().decision().sequence()).isEqualTo(1);
    }

    @Test
    void b7_excludedMembersAreFencedAsHung() {
        Script script = Script.running(4, settings -> settings.onDeadline(DeadlinePolicy.EXCLUDE));
        CollectiveCall call = script.call(CollectiveKind.BARRIER, 500 * Script.MILLI);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2), script.rank(3));
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(decision.survivors()).containsExactly(0, 1, 2);
        assertThat(decision.departures()).extracting(Departure::cause).containsExactly(Cause.HUNG);
        assertThat(script.rank(3).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.HUNG);
        assertThat(script.rank(3).isFinished()).isTrue();
        script.recorder.clear();
        script.rank(3).arrives(0, CollectiveKind.BARRIER);
        assertThat(script.recorder.effects())
                .as("a departed incarnation changes nothing")
                .isEmpty();
    }

    @Test
    void b7_rankZeroIsNeverExcluded() {
        Script script = Script.running(3, settings -> settings.onDeadline(DeadlinePolicy.EXCLUDE));
        script.rank(1)
                .says(new dev.comm.api.protocol.CollectiveCommand.Arrive(
                        0, 0, CollectiveKind.BARRIER, "", 0, "", 500 * Script.MILLI, -1, Content.NONE, List.of()));
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        assertThat(script.rank(1).decision(0).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(script.rank(1).decision(0).missing()).containsExactly(0, 2);
        assertThat(script.rank(2).got(Fenced.class)).isEmpty();
    }

    @Test
    void b11_belowTheQuorumAllSurvivorsHearIt() {
        Script script = Script.running(4, settings -> settings.minSurvivors(4));
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.rank(3).dies();
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.QUORUM_LOST);
        assertThat(decision.detail()).contains("3 survivors").contains("4");
        assertThat(script.rank(1).decision(0)).isEqualTo(decision);
        assertThat(script.rank(2).decision(0)).isEqualTo(decision);
    }

    @Test
    void b13_aRepeatedArrivalCountsOnce() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.COLLECT, Script.value("zero"));
        script.rank(1).gives(0, CollectiveKind.COLLECT, "one");
        script.rank(1).gives(0, CollectiveKind.COLLECT, "other");
        assertThat(call.completion().isDone()).isFalse();
        script.rank(2).gives(0, CollectiveKind.COLLECT, "two");
        assertThat(texts(call)).containsExactly("zero", "one", "two");
    }

    @Test
    void c1_valuesAreIndexedByRankAndALossLeavesAHole() {
        Script script = Script.running(4);
        script.rank(3).gives(0, CollectiveKind.COLLECT, "three");
        script.rank(2).gives(0, CollectiveKind.COLLECT, "two");
        script.rank(2).dies();
        CollectiveCall call = script.call(CollectiveKind.COLLECT, Script.value("zero"));
        script.rank(1).says(Script.arrival(0, CollectiveKind.COLLECT, Content.NULL));
        List<CollectiveCall.Contribution> all = call.completion().result().contributions();
        assertThat(all).extracting(CollectiveCall.Contribution::rank).containsExactly(0, 1, 3);
        assertThat(all.get(1).value().content()).isEqualTo(Content.NULL);
        assertThat(call.completion().result().decision().departures())
                .extracting(Departure::rank)
                .containsExactly(2);
    }

    @Test
    void c1_allGatherCarriesEverybodysBytesWithTheDecision() {
        Script script = Script.running(3);
        script.rank(1).gives(0, CollectiveKind.ALL_GATHER, "one");
        script.rank(2).says(Script.arrival(0, CollectiveKind.ALL_GATHER, Content.NULL));
        CollectiveCall call = script.call(CollectiveKind.ALL_GATHER, Script.value("zero"));
        Effect.Sent sent = script.recorder.all(Effect.Sent.class).stream()
                .filter(each -> each.command() instanceof Decision
                        && each.endpoint() == script.rank(2).endpoint())
                .findFirst()
                .orElseThrow();
        assertThat(Script.text(sent.payload())).isEqualTo("zeroone");
        Decision decision = (Decision) sent.command();
        assertThat(decision.slots()).extracting(slot -> slot.content().length()).containsExactly(4L, 3L, 0L);
        assertThat(texts(call)).containsExactly("zero", "one", null);
    }

    @Test
    void d1_theOthersArriveOnlyWithEveryByteOfTheirPart() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.DISTRIBUTE);
        script.rank(2).arrives(0, CollectiveKind.DISTRIBUTE);
        CollectiveCall call = script.call(CollectiveKind.DISTRIBUTE, Script.value("value"));
        assertThat(script.rank(1).got(dev.comm.api.protocol.CollectiveCommand.Part.class))
                .hasSize(1);
        script.compute();
        Parts.hold(script.rank(1), 0, "value");
        assertThat(call.completion().isDone()).isFalse();
        Parts.hold(script.rank(2), 0, "value");
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void d1_rankZeroPushesBeforeAnybodyAsks() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.SCATTER, Script.value("a"), Script.value("b"));
        Parts.hold(script.rank(1), 0, "b");
        script.rank(1).arrives(0, CollectiveKind.SCATTER);
        script.rank(2).arrives(0, CollectiveKind.SCATTER);
        script.rank(2).says(new dev.comm.api.protocol.CollectiveCommand.Held(0, 0, 0, 0));
        assertThat(call.completion().isDone()).as("checksums are not there yet").isFalse();
        script.compute();
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void d1_whoAcknowledgesOtherBytesBrokeTheProtocol() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.DISTRIBUTE, Script.value("value"));
        script.compute();
        script.rank(1).arrives(0, CollectiveKind.DISTRIBUTE);
        Parts.hold(script.rank(1), 0, "value");
        script.rank(2).arrives(0, CollectiveKind.DISTRIBUTE);
        Parts.hold(script.rank(2), 0, "vague");
        Decision decision = call.completion().result().decision();
        assertThat(decision.survivors()).containsExactly(0, 1);
        assertThat(decision.departures()).extracting(Departure::cause).containsExactly(Cause.PROTOCOL);
    }

    @Test
    void d1_aSupplierThatFailedFailsTheInstanceForAll() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.DISTRIBUTE);
        Value error = new ValueCodec(CommConfig.builder().build())
                .encodeFailure(new IllegalStateException("no such file"), 0);
        CollectiveCall call = script.call(CollectiveKind.DISTRIBUTE, error);
        script.rank(2).arrives(0, CollectiveKind.DISTRIBUTE);
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(script.rank(1).decision(0).detail())
                .contains("rank 0 could not supply its value for distribute")
                .contains("java.lang.IllegalStateException: no such file");
    }

    @Test
    void r1_contributionsAreCombinedInRankOrderWithoutTheDeparted() {
        Script script = Script.running(4);
        script.rank(3).gives(0, CollectiveKind.ALL_REDUCE, "3");
        script.rank(1).gives(0, CollectiveKind.ALL_REDUCE, "1");
        CollectiveCall call = script.call(CollectiveKind.ALL_REDUCE, Script.value("0"));
        script.rank(2).gives(0, CollectiveKind.ALL_REDUCE, "2");
        assertThat(script.recorder.all(Effect.Computing.class)).hasSize(1);
        script.rank(1).dies();
        script.compute();
        script.compute();
        assertThat(texts(call)).containsExactly("023");
        assertThat(script.rank(3).decision(0).survivors()).containsExactly(0, 2, 3);
    }

    @Test
    void r1_anOperatorThatThrowsFailsTheInstanceForAll() {
        Script script = Script.running(2);
        CollectiveCall call = new CollectiveCall(
                new CollectiveCall.Key(0, CollectiveKind.REDUCE, "", ""),
                Script.SECOND,
                List.of(Script.value("0")),
                all -> {
                    throw new ArithmeticException("overflow");
                },
                () -> "");
        script.submit(call);
        script.rank(1).gives(0, CollectiveKind.REDUCE, "1");
        script.compute();
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(script.rank(1).decision(0).detail()).contains("overflow");
    }

    @Test
    void decisionsAreKeptUntilEverySurvivorAcknowledgedThem() {
        Script script = Script.running(3);
        for (long sequence = 0; sequence < 3; sequence++) {
            script.call(CollectiveKind.BARRIER);
            script.rank(1).arrives(sequence, CollectiveKind.BARRIER);
            script.rank(2).arrives(sequence, CollectiveKind.BARRIER);
        }
        script.rank(1).says(new DecisionAck(0, 2));
        script.recorder.clear();
        script.rank(2).arrives(1, CollectiveKind.BARRIER);
        assertThat(script.rank(2).decision(1).outcome()).isEqualTo(Outcome.SUCCESS);
        script.rank(2).says(new DecisionAck(0, 2));
        script.recorder.clear();
        script.rank(2).arrives(1, CollectiveKind.BARRIER);
        assertThat(script.recorder.effects())
                .as("no member needs the verdict any more")
                .isEmpty();
    }

    @Test
    void openInstancesAreDecidedInOrder() {
        Script script = Script.running(2);
        CollectiveCall first = script.call(CollectiveKind.COLLECT, Script.value("0"));
        CollectiveCall second = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(1, CollectiveKind.BARRIER);
        assertThat(second.completion().isDone())
                .as("a large value of the first is still on its way")
                .isFalse();
        script.rank(1).gives(0, CollectiveKind.COLLECT, "1");
        assertThat(first.completion().isDone()).isTrue();
        assertThat(second.completion().isDone()).isTrue();
        List<Decision> got = script.rank(1).got(Decision.class);
        assertThat(got).extracting(Decision::sequence).containsExactly(0L, 1L);
    }

    @Test
    void aDeadlineOfALaterInstanceEndsTheEarlierOnesToo() {
        Script script = Script.running(2);
        CollectiveCall first = script.call(CollectiveKind.BARRIER, 100 * Script.SECOND);
        CollectiveCall second = script.call(CollectiveKind.BARRIER, Script.SECOND);
        script.afterWithLife(2 * Script.SECOND, script.rank(1));
        assertThat(first.completion().result().decision().outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(second.completion().result().decision().outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void aCallThatWaitsForRoomEntersWhenOneHasEnded() {
        Script script = Script.running(2);
        for (int i = 0; i < 16; i++) {
            script.call(CollectiveKind.BARRIER);
        }
        CollectiveCall waits = script.call(CollectiveKind.BARRIER);
        for (long sequence = 0; sequence <= 16; sequence++) {
            script.rank(1).arrives(sequence, CollectiveKind.BARRIER);
        }
        assertThat(waits.completion().result().decision().sequence()).isEqualTo(16);
    }

    @Test
    void b6_aCallThatWaitsForRoomEndsAtItsDeadlineWithAllBeforeIt() {
        Script script = Script.running(2);
        CollectiveCall first = script.call(CollectiveKind.BARRIER, 100 * Script.SECOND);
        for (int i = 0; i < 15; i++) {
            script.call(CollectiveKind.BARRIER, 100 * Script.SECOND);
        }
        CollectiveCall waits = script.call(CollectiveKind.BARRIER, Script.SECOND);
        script.afterWithLife(2 * Script.SECOND, script.rank(1));
        assertThat(first.completion().result().decision().outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(waits.completion().result().decision().outcome()).isEqualTo(Outcome.TIMEOUT);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        assertThat(script.rank(1).decision(0).outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void aCallThatWaitsForRoomFailsWithABrokenCommunicator() {
        Script script = Script.running(2);
        for (int i = 0; i < 16; i++) {
            script.call(CollectiveKind.BARRIER);
        }
        CollectiveCall waits = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.COLLECT);
        script.after(2 * Script.SECOND);
        assertThat(waits.completion().failure().kind()).isEqualTo(Failure.Kind.BROKEN);
    }

    @Test
    void noMoreCallsThanTheWindowAreOpen() {
        Script script = Script.running(2);
        for (int i = 0; i < 16; i++) {
            script.call(CollectiveKind.BARRIER);
        }
        CollectiveCall tooMany = script.call(CollectiveKind.BARRIER);
        assertThat(tooMany.completion().isDone()).as("waits for space").isFalse();
        script.rank(1).arrives(16, CollectiveKind.BARRIER);
        assertThat(script.rank(1).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.PROTOCOL);
    }

    @Test
    void dupMakesACommunicatorWithItsOwnCounting() {
        Script script = Script.running(2);
        CollectiveCall dup = script.call(CollectiveKind.DUP);
        script.rank(1).arrives(0, CollectiveKind.DUP);
        int created = dup.completion().result().decision().created();
        assertThat(created).isEqualTo(1);
        CollectiveCall call = new CollectiveCall(
                new CollectiveCall.Key(created, CollectiveKind.BARRIER, "", ""),
                Script.SECOND,
                List.of(),
                null,
                () -> "");
        script.submit(call);
        script.rank(1)
                .says(new dev.comm.api.protocol.CollectiveCommand.Arrive(
                        created, 0, CollectiveKind.BARRIER, "", 0, "", Script.SECOND, -1, Content.NONE, List.of()));
        assertThat(call.completion().result().decision().communicator()).isEqualTo(created);
    }

    @Test
    void c2_anArrivalWithADepartedMembersBytesFreesThem() {
        Script script = Script.running(3);
        Payload payload = Parts.empty();
        script.rank(1).says(Script.arrival(0, CollectiveKind.COLLECT, new Content(Content.Kind.VALUE, 0, 0)), payload);
        script.rank(1).dies();
        verify(payload).close();
    }

    private static List<String> texts(CollectiveCall call) {
        return call.completion().result().contributions().stream()
                .map(each -> Script.text(each.value().payload()))
                .toList();
    }

    /** Ignores answers to questions that the master has not sent. */
    @Test
    void b10_answersThatNobodyAskedForChangeNothing() {
        Script script = Script.running(2);
        script.rank(1).says(new dev.comm.api.protocol.CollectiveCommand.Held(0, 9, 1, 1));
        script.rank(1).says(new dev.comm.api.protocol.CollectiveCommand.CallSite(0, 9, "x"));
        script.rank(1).says(new DecisionAck(0, Long.MAX_VALUE));
        script.step(new Event.Computed("unknown", null, null));
        script.step(new Event.Sent(script.rank(1).endpoint(), "unknown"));
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1);
    }
}
