package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Member;
import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.node.machine.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trust of a node in a peer before and after the peer has proved to be the master (L1). */
class MasterProofTest {
    private static final Secret SECRET = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final Secret OTHER = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Script secretive() {
        Script script = new Script(Script.config().secret(SECRET).build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        return script;
    }

    /** Reports the refusal although the last attempt still waits for an answer, which a master delays. */
    @Test
    void aRefusalIsToldIfTheStartEndsWhileTheNextAttemptWaits() {
        Script script = new Script(Script.config()
                .secret(SECRET)
                .startupTimeout(Duration.ofMillis(500))
                .build());
        script.submit(script.join);
        script.step(new Event.Started());
        script.opened();
        script.receive(script.challenge());
        script.receive(new Rejected(Reason.AUTHENTICATION, "give all members the same secret"));
        script.now = script.machine.nextDeadlineNanos();
        script.step(new Event.Deadline());
        script.opened();
        script.receive(script.challenge());
        script.now += Duration.ofMillis(500).toNanos();
        script.step(new Event.Deadline());

        assertThat(script.join.completion().failure().detail())
                .contains("without an answer; is it a Comm master?; before that ", "give all members the same secret");
    }

    /** Returns the answer of a master with a secret to the last PROOF of the node. */
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

    /** Tries again, because another program may hold the port of a master that starts later. */
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

    /** Sends labels, host and times only to a peer that has proved to be the master. */
    @Test
    void aNodeWithASecretSendsJoinOnlyToAMasterThatHasProvedItself() {
        Script script = secretive();
        script.receive(script.challenge());
        assertThat(script.out.order()).containsExactly("connect 0", "send Hello", "send Proof");

        script.receive(proved(script, SECRET));

        assertThat(script.out.order())
                .containsExactly("connect 0", "send Hello", "send Proof", "send Join", "authenticated");
    }

    /** Refuses the nonce. With a short nonce of a false master the proof of the node would repeat. */
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

    /** SEC-17: does not give up after a rejection by a peer that has not proved the secret. */
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

    /** Gives up after a rejection by a peer that has proved the secret, because that peer is the master. */
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

    /** SEC-14: refuses the proof of a master that was made for another channel. */
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

    /** SEC-17: does not give up because of a version that a stranger names. */
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
}
