package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.node.machine.Script;
import dev.comm.node.machine.collective.CollectivesTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoiningTest {
    @Test
    void withoutASecretTheHandshakeGoesHelloThenProofAndJoinInOneGo() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(script.challenge());

        assertThat(script.out.order())
                .containsExactly("connect 0", "send Hello", "send Proof", "send Join", "authenticated");
        script.receive(script.masterProof());
        assertThat(script.out.commands(Join.class)).as("once").hasSize(1);
        assertThat(script.out.only(Hello.class).rank()).isEqualTo(Script.RANK);
        assertThat(script.out.only(Join.class).deadNanos()).isEqualTo(Script.FAST.dead());
    }

    @Test
    void aJoinCompletesAtTheWelcomeAndNotBefore() {
        Script script = Script.fresh().registered();
        assertThat(script.join.completion().isDone()).isFalse();

        script.receive(script.welcome());

        JoinCall.Joined joined = script.join.completion().result();
        assertThat(joined.rank()).isEqualTo(2);
        assertThat(joined.size()).isEqualTo(4);
        assertThat(joined.view().epoch()).isEqualTo(1);
        assertThat(joined.view().members()).containsOnlyKeys(0, 1, 2, 3);
        assertThat(script.submit(new JoinCall()).completion().result()).isEqualTo(joined);
    }

    @Test
    void heartbeatsBeginWithTheRegistration() {
        Script script = Script.fresh().registered();

        script.passWithMaster(Duration.ofSeconds(2));

        assertThat(script.out.commands(Heartbeat.class)).hasSizeBetween(9, 12);
    }

    @Test
    void aMasterThatAcceptsAndIsSilentIsNamedWhenTheTimeForTheStartIsOver() {
        Script script = new Script(
                Script.config().startupTimeout(Duration.ofMillis(500)).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();

        script.pass(Duration.ofSeconds(1), false);

        assertThat(script.join.completion().failure().detail())
                .contains("10.0.0.1:9021: connected, but without an answer");
    }

    @Test
    void aMasterThatCannotBeReachedIsNamedWhenTheTimeForTheStartIsOver() {
        Script script = new Script(
                Script.config().startupTimeout(Duration.ofMillis(500)).build());
        script.submit(script.join);
        script.step(new Event.Started());

        script.pass(Duration.ofSeconds(1), false);

        assertThat(script.join.completion().failure().detail()).contains("10.0.0.1:9021: no connection yet");
    }

    @Test
    void anAttemptThatOnlyTheEndOfTheStartCutOffDoesNotHideWhatWentWrongBefore() {
        Script script = new Script(
                Script.config().startupTimeout(Duration.ofMillis(500)).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.step(new Event.Closed(script.out.endpoints(), Event.Closed.Reason.NOT_OPENED, "wrong certificate"));
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.now += Duration.ofMillis(500).toNanos();
        script.step(new Event.Closed(script.out.endpoints(), Event.Closed.Reason.NOT_OPENED, "no answer in time"));
        script.step(new Event.Deadline());

        assertThat(script.join.completion().failure().detail())
                .contains("wrong certificate")
                .doesNotContain("no answer");
    }

    @Test
    void aRefusedConnectionIsTriedAgainUntilTheStartupDeadlineWithGrowingPauses() {
        Script script = Script.fresh();
        script.submit(script.join);
        long start = script.now;
        script.step(new Event.Started());
        int attempts = 0;
        while (!script.join.completion().isDone()) {
            attempts++;
            refuse(script, script.out.endpoints());
            script.now = script.machine.nextDeadlineNanos();
            script.step(new Event.Deadline());
        }

        assertThat(attempts).isBetween(6, 60);
        assertThat(script.now - start).isEqualTo(Script.FAST.startup());
        Failure failure = script.join.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_ADMITTED);
        assertThat(failure.detail()).contains("10.0.0.1:9021", "refused", "start the master", "5 s");
    }

    private static void refuse(Script script, int endpoint) {
        script.step(new Event.Closed(endpoint, Event.Closed.Reason.NOT_OPENED, "connection refused"));
    }

    @Test
    void allAddressesAreTriedBeforeAPause() {
        Script script = new Script(Script.config().master("a:1", "b:2", "c:3").build());
        script.step(new Event.Started());
        refuse(script, 1);
        refuse(script, 2);

        assertThat(script.out.connects()).containsExactly(0, 1, 2);

        refuse(script, 3);
        assertThat(script.out.connects()).hasSize(3);
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        assertThat(script.out.connects()).containsExactly(0, 1, 2, 0);
    }

    @Test
    void everyAttemptIsANewIncarnation() {
        Script script = Script.fresh().registered();
        Set<Long> seen = new HashSet<>(List.of(script.hello().incarnation()));
        for (int i = 0; i < 3; i++) {
            script.cut();
            script.now = script.machine.nextDeadlineNanos();
            script.step(new Event.Deadline());
            script.opened();
            seen.add(script.hello().incarnation());
        }

        assertThat(seen).hasSize(4);
    }

    @Test
    void anEndOfStreamInTheHandshakeIsRetried() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.cut();
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());

        assertThat(script.out.connects()).hasSize(2);
        assertThat(script.join.completion().isDone()).isFalse();
    }

    @Test
    void aMasterThatDoesNotAnswerIsLeftAfterTheHandshakeTime() {
        Script script = Script.fresh();
        script.step(new Event.Started());
        script.opened();
        script.now += Script.FAST.handshake();
        script.step(new Event.Deadline());

        assertThat(script.out.order()).contains("abort " + script.endpoint);
        assertThat(script.out.connects()).hasSize(1);
    }

    @Test
    void whoTalksSomethingElseIsLeft() {
        Script script = Script.fresh();
        script.step(new Event.Started());
        script.opened();
        script.receive(new ResultAck(1, 1));

        assertThat(script.out.order()).endsWith("abort " + script.endpoint);

        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.opened();
        script.step(new Event.Violated(script.endpoint, "bad magic"));
        assertThat(script.out.order()).endsWith("abort " + script.endpoint);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"RUN", "AUTHENTICATION"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRefusalIsFinal(Reason reason) {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(new Rejected(reason, "the sentence"));

        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.NOT_ADMITTED);
        assertThat(script.join.completion().failure().detail())
                .contains(reason.name(), "the sentence", "10.0.0.1:9021");
        assertThat(script.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anotherRunOnThePortIsWaitedFor() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(new Rejected(Reason.RUN, "run 1 is here"));

        assertThat(script.join.completion().isDone()).isFalse();
        script.passInSilence(Duration.ofSeconds(6));
        assertThat(script.join.completion().failure().detail()).isNotEmpty();
    }

    @Test
    void aRankThatOurOwnLostConnectionHoldsIsWaitedFor() {
        Script script = Script.fresh().registered();
        script.cut();
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.opened();
        script.receive(new Rejected(Reason.RANK, "rank 2 lives"));

        assertThat(script.join.completion().isDone()).isFalse();
    }

    @Test
    void theStartIsWaitedForLongerThanTheStartupTimeSinceTheMasterDecides() {
        Script script = Script.fresh().registered();

        script.passWithMaster(Duration.ofSeconds(6));
        assertThat(script.join.completion().isDone()).isFalse();

        script.passWithMaster(Duration.ofSeconds(2));
        assertThat(script.join.completion().failure().detail()).contains("other members");
    }

    @Test
    void aMasterThatFallsSilentBeforeTheStartIsLeft() {
        Script script = Script.fresh().registered();

        script.passInSilence(Duration.ofMillis(2_100));

        assertThat(script.out.order()).contains("abort " + script.endpoint);
        assertThat(script.join.completion().isDone()).isFalse();
    }

    /** Sends the heartbeat after which the master registers the node. */
    @Test
    void l1_theFirstHeartbeatGoesOutWithTheStepOfAccepted() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(script.challenge());
        script.receive(script.masterProof());
        assertThat(script.out.commands(Heartbeat.class)).isEmpty();
        script.receive(new Accepted(Script.FAST.heartbeat(), Script.FAST.dead()));
        assertThat(script.out.only(Heartbeat.class).intervalNanos()).isEqualTo(Script.FAST.heartbeat());
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"SILENT", "STALLED"})
    void l1_aRegistrationThatEndsForSilenceIsMadeAnew(Cause cause) {
        Script script = Script.fresh().registered();
        long first = script.hello().incarnation();
        script.receive(new Fenced(cause, 1, "nothing was heard of it for 2000 ms"));
        assertThat(script.join.completion().isDone()).isFalse();
        script.passInSilence(Duration.ofSeconds(2));
        script.opened();
        assertThat(script.hello().incarnation()).isNotEqualTo(first);
        script.receive(script.challenge());
        script.receive(script.masterProof());
        script.receive(new Accepted(Script.FAST.heartbeat(), Script.FAST.dead()));
        script.receive(script.welcome());
        assertThat(script.join.completion().result().rank()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"REPLACED", "REMOVED", "PROTOCOL"})
    void b7_aRegistrationThatTheMasterEndedIsOver(Cause cause) {
        Script script = Script.fresh().registered();
        script.receive(new Fenced(cause, 1, "because"));
        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.NOT_ADMITTED);
    }

    @Test
    void callsBeforeTheJoinAreRefused() {
        Script script = Script.fresh().registered();

        CollectiveCall call = script.submit(CollectivesTest.barrier());

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.ILLEGAL_STATE);
    }

    @Test
    void callsAfterARefusalRepeatIt() {
        Script script = Script.fresh();
        script.step(new Event.Started());
        script.opened();
        script.receive(new Rejected(Reason.FULL, "no slot"));

        JoinCall late = script.submit(new JoinCall());

        assertThat(late.completion().failure().detail()).contains("no slot");
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void anEndedSessionLeadsNowhereAndEverythingLeadsToTheEnd(SessionState state) {
        assertThat(SessionState.ENDED.leadsTo(state)).isFalse();
        assertThat(state.leadsTo(SessionState.ENDED)).isEqualTo(state != SessionState.ENDED);
        assertThat(SessionState.MEMBER.leadsTo(state)).isEqualTo(state == SessionState.ENDED);
    }
}
