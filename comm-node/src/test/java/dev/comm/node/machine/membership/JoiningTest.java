package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Member;
import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.node.machine.Script;
import dev.comm.node.machine.collective.CollectivesTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoiningTest {
    private static final Secret SECRET = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final Secret OTHER = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

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

    private static Script secretive() {
        Script script = new Script(Script.config().secret(SECRET).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        return script;
    }

    /** What a master with a secret answers to the PROOF that the node sent last. */
    private static MasterProof proved(Script script, Secret secret, MasterProof choices, Bytes binding) {
        Proof proof = script.out
                .commands(Proof.class)
                .get(script.out.commands(Proof.class).size() - 1);
        Transcript said = new Transcript(script.hello(), script.challenge(), binding);
        return choices.withProof(said.masterProof(secret, proof, choices));
    }

    private static MasterProof proved(Script script, Secret secret) {
        return proved(script, secret, script.masterProof(), Bytes.EMPTY);
    }

    /** Something else may hold the master's port, and the master may come yet. */
    @Test
    void l1_aMasterThatDoesNotKnowTheSecretIsNotJoinedAndNoReasonToGiveUp() {
        Script script = secretive();
        script.receive(script.challenge());
        script.receive(script.masterProof());

        assertThat(script.join.completion().isDone()).isFalse();
        assertThat(script.out.commands(Join.class)).isEmpty();
        assertThat(script.out.order()).doesNotContain("authenticated").contains("abort 1");
        script.passInSilence(Duration.ofSeconds(5));
        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        assertThat(script.join.completion().failure().detail()).contains("compare the secret files");
    }

    /** Labels, host and times go to the master alone. */
    @Test
    void aNodeWithASecretSendsJoinOnlyToAMasterThatHasProvedItself() {
        Script script = secretive();
        script.receive(script.challenge());
        assertThat(script.out.order()).containsExactly("connect 0", "send Hello", "send Proof");

        script.receive(proved(script, SECRET));

        assertThat(script.out.order())
                .containsExactly("connect 0", "send Hello", "send Proof", "send Join", "authenticated");
    }

    /** A nonce that a false master may choose short would make the node's proof repeat itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void aNonceThatHasNot32BytesIsRefusedAndNotAnswered(int length) {
        for (Script script : List.of(secretive(), greeted())) {
            script.receive(new Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[length])));
            assertThat(script.out.commands(Proof.class)).isEmpty();
            assertThat(script.out.order()).contains("abort 1").doesNotContain("authenticated");
        }
    }

    @Test
    void featuresThatWereNotOfferedAreRefused() {
        Script script = secretive();
        script.receive(new Challenge(FrameHeader.VERSION, 1, Bytes.of(new byte[32])));
        assertThat(script.out.commands(Proof.class)).isEmpty();
        assertThat(script.out.order()).contains("abort 1");
    }

    static Stream<Accepted> uselessAgreements() {
        long beat = Script.FAST.heartbeat();
        long dead = Script.FAST.dead();
        return Stream.of(
                new Accepted(1, dead),
                new Accepted(0, dead),
                new Accepted(beat - 1, dead),
                new Accepted(beat, 1),
                new Accepted(beat, 0),
                new Accepted(beat, beat),
                new Accepted(dead + 1, dead));
    }

    @ParameterizedTest
    @MethodSource("uselessAgreements")
    void aNodeDoesNotAgreeToTimesThatCannotWork(Accepted accepted) {
        Script script = greeted();
        script.receive(script.challenge());
        script.receive(script.masterProof());
        script.receive(accepted);
        assertThat(script.out.order()).contains("abort 1");
        assertThat(script.out.commands(Heartbeat.class)).isEmpty();
    }

    static Stream<UnaryOperator<Welcome>> uselessWelcomes() {
        return Stream.of(
                w -> welcome(w, w.rank(), -1, w.members()),
                w -> welcome(w, w.rank(), 0, w.members()),
                w -> welcome(w, w.rank(), w.rank(), w.members()),
                w -> welcome(w, 0, w.size(), w.members()),
                w -> welcome(w, 1, w.size(), w.members()),
                w -> welcome(w, w.rank(), w.size(), List.of()),
                w -> welcome(w, w.rank(), w.size(), w.members().subList(1, 4)),
                w -> welcome(w, w.rank(), w.size(), w.members().subList(0, 2)));
    }

    private static Welcome welcome(Welcome w, int rank, int size, List<Member> members) {
        return new Welcome(rank, size, w.term(), w.epoch(), members, w.sequences(), w.content());
    }

    @ParameterizedTest
    @MethodSource("uselessWelcomes")
    void aNodeIsNoMemberOfAViewThatCannotBe(UnaryOperator<Welcome> change) {
        Script script = Script.fresh().registered();
        script.receive(change.apply(script.welcome()));
        assertThat(script.join.completion().isDone()).isFalse();
        assertThat(script.out.order()).contains("abort 1");
    }

    private static Script greeted() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        return script;
    }

    /** SEC-17: nobody who has not proved the secret makes a node give up, whatever the reason given. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRefusalByWhoHasProvedNothingIsRetriedUntilTheStartupDeadlineAndThenTold(Reason reason) {
        Script script = new Script(Script.config().secret(SECRET).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(new Rejected(reason, "go away"));
        assertThat(script.join.completion().isDone()).isFalse();

        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.opened();
        script.receive(script.challenge());
        script.receive(proved(script, SECRET));
        assertThat(script.out.commands(Join.class)).hasSize(1);
        script.cut();
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.opened();
        script.receive(new Rejected(reason, "go away"));
        script.passInSilence(Duration.ofSeconds(5));
        assertThat(script.join.completion().failure().detail()).contains("go away", reason.name(), "10.0.0.1:9021");
    }

    /** Who has proved the secret is the master: what it says counts. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"RUN", "AUTHENTICATION"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRefusalByTheMasterIsFinal(Reason reason) {
        Script script = new Script(Script.config().secret(SECRET).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(script.challenge());
        script.receive(proved(script, SECRET));
        script.receive(new Rejected(reason, "no place"));
        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.NOT_ADMITTED);
    }

    /** SEC-14: a master behind another channel than this node's is not the one that it speaks with. */
    @Test
    void aProofForAnotherChannelIsNoProof() {
        for (boolean same : new boolean[] {true, false}) {
            Script script = new Script(Script.config().secret(SECRET).build());
            script.submit(script.join);
            script.step(new Event.Started());
            Bytes here = Bytes.of(new byte[] {1});
            script.step(new Event.Opened(1, "10.0.0.1:9021", here));
            script.endpoint = 1;
            Bytes there = same ? here : Bytes.of(new byte[] {2});
            script.receive(script.challenge());
            Transcript said = new Transcript(script.hello(), script.challenge(), here);
            assertThat(script.out.only(Proof.class).proof()).isEqualTo(said.nodeProofs(List.of(SECRET)));
            script.receive(proved(script, SECRET, script.masterProof(), there));
            assertThat(script.out.commands(Join.class)).hasSize(same ? 1 : 0);
        }
    }

    @Test
    void l1_aMasterWithAnotherSecretIsRefused() {
        Script script = secretive();
        script.receive(script.challenge());
        script.receive(proved(script, OTHER));

        assertThat(script.out.commands(Join.class)).isEmpty();
        script.passInSilence(Duration.ofSeconds(5));
        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        assertThat(script.join.completion().failure().detail()).contains("could not prove", "compare the secret files");
    }

    @Test
    void l1_bothSidesProveTheSecret() {
        Script script = secretive();
        script.receive(script.challenge());
        script.receive(proved(script, SECRET));
        script.receive(new Accepted(Script.FAST.heartbeat(), Script.FAST.dead()));
        script.receive(script.welcome());
        assertThat(script.join.completion().result().rank()).isEqualTo(2);
    }

    @Test
    void aNodeWithoutSecretRefusesAMasterThatProvesOne() {
        Script script = greeted();
        script.receive(script.challenge());
        script.receive(proved(script, SECRET));
        assertThat(script.out.order()).contains("abort 1");
        assertThat(script.join.completion().isDone()).isFalse();
    }

    @Test
    void aNodeWithoutSecretDoesNotTryAMasterThatHasOne() {
        Script script = greeted();
        script.receive(script.challenge());
        script.receive(new Rejected(Reason.AUTHENTICATION, "give all members of the run the same secret, or none"));

        assertThat(Script.failure(script.join)).isEqualTo(Failure.Kind.UNAUTHENTICATED);
        assertThat(script.join.completion().failure().detail())
                .startsWith("give all members of the run the same secret");
    }

    @Test
    void anUnknownVersionOrSerializerIsNamed() {
        Script version = greeted();
        version.receive(new Challenge(9, 0, Bytes.of(new byte[32])));
        assertThat(version.join.completion().failure().detail())
                .startsWith("use the same version of Comm on all members")
                .contains("version 9");
        Script serializer = greeted();
        serializer.receive(serializer.challenge());
        serializer.receive(new MasterProof(0, 0, 1, "other", Bytes.EMPTY));
        assertThat(serializer.join.completion().failure().detail()).contains("'other'", "'java'");
    }

    /** SEC-17: a version that a stranger names is no reason to give up. */
    @Test
    void aVersionThatWasNotProvedIsRetried() {
        Script script = secretive();
        script.receive(new Challenge(9, 0, Bytes.of(new byte[32])));
        assertThat(script.join.completion().isDone()).isFalse();
        assertThat(script.out.commands(Proof.class)).isEmpty();
    }

    @Test
    void aSerializerIsJudgedAfterTheProofOnly() {
        MasterProof other = new MasterProof(0, 0, 1, "other", Bytes.EMPTY);
        Script stranger = secretive();
        stranger.receive(stranger.challenge());
        stranger.receive(other);
        assertThat(stranger.join.completion().isDone()).isFalse();
        Script master = secretive();
        master.receive(master.challenge());
        master.receive(proved(master, SECRET, other, Bytes.EMPTY));
        assertThat(master.join.completion().failure().detail()).contains("'other'", "'java'");
        assertThat(master.out.commands(Join.class)).isEmpty();
    }

    /** The master registers the node when it reads this sign of life. */
    @Test
    void l1_theFirstHeartbeatGoesOutWithTheStepOfAccepted() {
        Script script = Script.fresh();
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(script.challenge());
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
