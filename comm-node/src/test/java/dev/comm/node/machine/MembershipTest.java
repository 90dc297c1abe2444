package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.collective.CollectivesTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final Duration DEAD = Profile.FAST.timing().dead();

    private static ViewChange change(long term, long epoch, int departed) {
        return new ViewChange(
                term, epoch, List.of(), List.of(new Departure(departed, 100 + departed, Cause.CLOSED, "gone")));
    }

    private static LeaveCall leave(Cause cause, Duration timeout) {
        return new LeaveCall(cause, "why", Value.NONE, timeout.toNanos());
    }

    @Test
    void b8_viewsOnlyGrow() {
        Script script = Script.member();
        script.receive(change(1, 3, 1));
        script.receive(change(1, 2, 3));
        script.receive(change(1, 3, 3));
        script.receive(change(0, 9, 3));

        assertThat(script.out.notices()).hasSize(1);
        Notice.ViewChanged changed = (Notice.ViewChanged) script.out.notices().get(0);
        assertThat(changed.view().epoch()).isEqualTo(3);
        assertThat(changed.view().members()).containsOnlyKeys(0, 2, 3);
        assertThat(changed.departures()).extracting(Departure::rank).containsExactly(1);
    }

    @Test
    void b7_theEndOfAnEarlierLifeDoesNotRemoveTheLaterOne() {
        Script script = Script.member();
        script.receive(new ViewChange(1, 2, List.of(new Member(1, 999, "new", null)), List.of()));
        script.receive(change(1, 3, 1));

        Notice.ViewChanged changed = (Notice.ViewChanged) script.out.notices().get(1);
        assertThat(changed.view().members().get(1).incarnation()).isEqualTo(999);
    }

    @Test
    void heartbeatsCarryTheProgressTheRemainingLifeAndTheEpoch() {
        Script script = Script.member(Script.config().liveTime(Duration.ofHours(1)));
        script.receive(change(1, 5, 1));
        script.submit(CollectivesTest.barrier());
        script.passWithMaster(Duration.ofSeconds(1));

        List<Heartbeat> beats = script.out.commands(Heartbeat.class);
        Heartbeat last = beats.get(beats.size() - 1);
        assertThat(last.epoch()).isEqualTo(5);
        assertThat(last.progress()).isGreaterThanOrEqualTo(2);
        assertThat(last.remainingNanos())
                .isBetween(Duration.ofMinutes(59).toNanos(), Duration.ofHours(1).toNanos());
    }

    @Test
    void heartbeatsAreSpreadByTenPercent() {
        Script script = Script.member();
        long before = 0;
        long longest = 0;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            script.now = script.machine.nextDeadlineNanos();
            int sent = script.out.commands(Heartbeat.class).size();
            script.step(new Event.Heard(script.endpoint));
            script.step(new Event.Deadline());
            if (script.out.commands(Heartbeat.class).size() > sent) {
                if (before > 0) {
                    longest = Math.max(longest, script.now - before);
                    shortest = Math.min(shortest, script.now - before);
                }
                before = script.now;
            }
        }
        long interval = Script.FAST.heartbeat();
        assertThat(longest).isBetween(interval * 105 / 100, interval * 110 / 100);
        assertThat(shortest).isBetween(interval * 90 / 100, interval * 95 / 100);
    }

    @Test
    void m1_aSilentMasterIsSuspectThenLost() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.passInSilence(Duration.ofMillis(1_999));
        assertThat(script.out.notices()).hasSize(1);
        assertThat(((Notice.MasterSuspected) script.out.notices().get(0)).lost())
                .isFalse();
        assertThat(call.completion().isDone()).isFalse();

        script.passInSilence(Duration.ofMillis(1));
        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(call.completion().failure().detail()).contains("10.0.0.1:9021", "silent", "unknown");
        assertThat(((Notice.MasterSuspected) script.out.notices().get(1)).lost())
                .isTrue();
    }

    @Test
    void m1_aShortLeaseEndsBeforeTheDeadTimeout() {
        Timing short5 = Profile.LAN.timing().toBuilder()
                .masterLease(Duration.ofSeconds(5))
                .build();
        Script script = Script.member(Script.config().timing(short5));
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.passInSilence(Duration.ofSeconds(5));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
    }

    @Test
    void m1_aLostLinkEndsEveryCallAtOnce() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        SendCall send = script.submit(new SendCall(0, 1, 0, Script.value("x")));
        script.cut();

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(Script.failure(send)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(Script.failure(script.submit(CollectivesTest.barrier()))).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(script.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void b14_aNodeThatSleptDoesNotAccuseTheMaster() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.passWithMaster(Duration.ofSeconds(1));
        script.now += Duration.ofMinutes(5).toNanos();
        script.step(new Event.Deadline());
        assertThat(call.completion().isDone()).isFalse();

        script.receive(CollectivesTest.decision(0, Outcome.SUCCESS));
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aNodeThatSleptStillNoticesALostMasterAfterwards() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.passWithMaster(Duration.ofSeconds(1));
        script.now += Duration.ofMinutes(5).toNanos();
        script.passInSilence(DEAD.plusMillis(300));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
    }

    @Test
    void aMasterThatDoesNotReadIsLost() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.step(new Event.Stalled(script.endpoint, "64 KiB wait"));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(script.out.order()).contains("abort " + script.endpoint);
    }

    @Test
    void aMasterThatBreaksTheProtocolIsClosedAndNamed() {
        for (Event event : List.of(
                new Event.Violated(1, "bad magic"),
                new Event.Received(1, new Accepted(1, 1), null),
                new Event.Received(1, Script.fresh().challenge(), null))) {
            Script script = Script.member();
            CollectiveCall call = script.submit(CollectivesTest.barrier());
            script.step(event);

            assertThat(call.completion().failure().detail()).contains("violated the protocol");
            assertThat(script.out.order()).contains("abort 1");
        }
    }

    @Test
    void framesOfAnOldConnectionAreIgnored() {
        Script script = Script.member();
        script.step(new Event.Received(99, new Fenced(Cause.SILENT, 2, ""), null));
        script.step(new Event.Closed(99, Event.Closed.Reason.RESET, ""));
        script.step(new Event.Violated(99, ""));

        assertThat(script.out.order()).isEmpty();
    }

    @Test
    void b7_fencedCallsEndAndTheNoticeComesFirst() {
        Script script = Script.member();
        CollectiveCall call = script.submit(CollectivesTest.barrier());
        script.out.clear();
        script.receive(new Fenced(Cause.REPLACED, 4, "a newer process took rank 2"));

        assertThat(script.out.order())
                .containsExactly("publish Fenced", "finish " + script.endpoint, "fail CollectiveCall FENCED");
        assertThat(call.completion().failure().detail()).contains("REPLACED", "a newer process", "epoch 4");
    }

    @Test
    void leavingFinishesOpenCallsRefusesNewOnesAndSaysLeaveLast() {
        Script script = Script.member();
        CollectiveCall open = script.submit(CollectivesTest.barrier());
        LeaveCall leave = script.submit(leave(Cause.LEFT, Duration.ofSeconds(2)));
        CollectiveCall late = script.submit(CollectivesTest.barrier());
        assertThat(Script.failure(late)).isEqualTo(Failure.Kind.CLOSED);
        assertThat(script.out.commands(Leave.class)).isEmpty();

        script.receive(CollectivesTest.decision(0, Outcome.SUCCESS));
        assertThat(open.completion().result()).isNotNull();
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
        assertThat(leave.completion().isDone()).isFalse();
        script.step(new Event.Closed(script.endpoint, Event.Closed.Reason.LOCAL, ""));
        assertThat(leave.completion().isDone()).isTrue();
        assertThat(script.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void leavingWaitsForTheSocketToTakeItsMessages() {
        Script script = Script.member();
        script.submit(new SendCall(0, 1, 0, Script.value("x")));
        Object token = script.out.lastToken();
        script.submit(leave(Cause.LEFT, Duration.ofSeconds(2)));
        assertThat(script.out.commands(Leave.class)).isEmpty();

        script.step(new Event.Sent(script.endpoint, token));
        assertThat(script.out.commands(Leave.class)).hasSize(1);
    }

    @Test
    void leavingDoesNotWaitBeyondItsDeadline() {
        Script script = Script.member();
        CollectiveCall open = script.submit(CollectivesTest.barrier());
        LeaveCall leave = script.submit(leave(Cause.LEFT, Duration.ofSeconds(1)));
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(Script.failure(open)).isEqualTo(Failure.Kind.CLOSED);
        assertThat(script.out.commands(Leave.class)).hasSize(1);

        script.passWithMaster(Duration.ofSeconds(5));
        assertThat(leave.completion().isDone()).isTrue();
        assertThat(script.out.order()).contains("abort " + script.endpoint);
    }

    @Test
    void aFailedProgramLeavesWithItsException() {
        Script script = Script.member();
        Value error = Script.value("stack");
        script.submit(new LeaveCall(Cause.FAILED, "boom", error, 0));

        assertThat(script.out.only(Leave.class)).isEqualTo(new Leave(Cause.FAILED, "boom", error.content()));
        assertThat(script.out.sent().get(0).payload()).isSameAs(error.payload());
    }

    @Test
    void leavingEndsQuietlyWhenTheMasterIsLostMeanwhile() {
        Script script = Script.member();
        script.submit(CollectivesTest.barrier());
        LeaveCall leave = script.submit(leave(Cause.LEFT, Duration.ofSeconds(2)));
        script.cut();

        assertThat(leave.completion().isDone()).isTrue();
        assertThat(leave.completion().failure()).isNull();
        assertThat(script.submit(leave(Cause.LEFT, Duration.ZERO)).completion().isDone())
                .isTrue();
    }

    @Test
    void whoLeavesBeforeTheStartStopsTrying() {
        Script connecting = Script.fresh();
        JoinCall join = connecting.submit(new JoinCall());
        connecting.step(new Event.Started());
        connecting.submit(leave(Cause.LEFT, Duration.ofSeconds(2)));
        assertThat(Script.failure(join)).isEqualTo(Failure.Kind.CLOSED);
        assertThat(connecting.out.order()).contains("finish 1");

        Script registered = Script.fresh().registered();
        registered.submit(leave(Cause.LEFT, Duration.ofSeconds(2)));
        assertThat(registered.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
        assertThat(registered.out.commands(Hello.class)).hasSize(1);
    }

    @Test
    void s1_aProgramThatGoesOnAtTheEndOfTheShutdownIsTold() {
        Script script = Script.member();
        script.receive(new Shutdown(Duration.ofSeconds(4).toNanos(), "done"));
        script.passWithMaster(Duration.ofSeconds(2));
        assertThat(script.out.notices()).doesNotContain(new Notice.LeftWithoutProgram());
        script.passWithMaster(Duration.ofSeconds(1));

        assertThat(script.out.notices()).contains(new Notice.LeftWithoutProgram());
        assertThat(script.out.commands(Leave.class)).hasSize(1);
    }

    @Test
    void s1_aProgramThatEndsBeforeIsNotTold() {
        Script script = Script.member();
        script.receive(new Shutdown(Duration.ofSeconds(4).toNanos(), "done"));
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 1_000));
        script.passWithMaster(Duration.ofSeconds(4));

        assertThat(script.out.commands(Leave.class)).hasSize(1);
        assertThat(script.out.notices()).doesNotContain(new Notice.LeftWithoutProgram());
    }
}
