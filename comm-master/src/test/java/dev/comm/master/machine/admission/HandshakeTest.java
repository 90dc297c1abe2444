package dev.comm.master.machine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.Limits;
import dev.comm.api.RunId;
import dev.comm.api.Secret;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.Command;
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
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.SomeCommands;
import dev.comm.master.machine.membership.TeamKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final Secret SECRET = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final Secret OTHER = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void l1_aStrangerNeverReachesRegistrationAndDelaysNobody() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        Script.Peer silent = script.open();
        Script.Peer garbage = script.open();
        script.step(new Event.Violated(garbage.endpoint(), "this is not a frame of Comm"));
        assertThat(garbage.isAborted()).isTrue();
        Script.Peer node = script.join(1);
        assertThat(node.got(Welcome.class)).hasSize(1);
        script.afterWithLife(3 * Script.SECOND, node);
        assertThat(silent.isAborted()).as("dropped after its handshake time").isTrue();
        assertThat(node.isAborted() || node.isFinished()).isFalse();
        assertThat(script.log()).filteredOn(line -> line.contains("refused")).hasSize(2);
    }

    @Test
    void l1_aboveTheLimitTheOldestHandshakeGoes() {
        Limits two = Limits.builder().handshakes(2).build();
        Script script = new Script(TeamKind.SPMD, settings -> settings.limits(two));
        Script.Peer first = script.open();
        Script.Peer second = script.open();
        script.open();
        assertThat(first.isAborted()).isTrue();
        assertThat(second.isAborted()).isFalse();
    }

    @Test
    void b10_everyFrameOutOfPlaceClosesThePeer() {
        for (var command : SomeCommands.all()) {
            Script script = Script.running(3);
            Script.Peer stranger = script.open();
            if (!(command instanceof Hello)) {
                stranger.says(command, SomeCommands.payloadOf(command));
                assertThat(stranger.isAborted())
                        .as("%s as first frame", command)
                        .isTrue();
            }
            script.rank(1).says(command, SomeCommands.payloadOf(command));
            CollectiveCall call = script.call(dev.comm.api.protocol.CollectiveKind.BARRIER);
            script.rank(2).arrives(0, dev.comm.api.protocol.CollectiveKind.BARRIER);
            script.rank(1).dies();
            script.compute();
            script.after(1_100 * Script.MILLI);
            assertThat(call.completion().isDone()).as("after %s", command).isTrue();
        }
    }

    @Test
    void bothSidesProveTheSecret() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2).secret(SECRET));
        Script.Peer node = script.open();
        Hello hello = script.hello(1, node.incarnation());
        node.says(hello);
        Challenge challenge = node.got(Challenge.class).get(0);
        Transcript said = new Transcript(hello, challenge, Bytes.EMPTY);
        Proof proof = new Proof(said.nodeProofs(List.of(SECRET)));
        assertThat(script.recorder.all(Effect.Authenticated.class)).isEmpty();
        assertThat(node.got(MasterProof.class)).isEmpty();
        node.says(proof);
        MasterProof answer = node.got(MasterProof.class).get(0);
        assertThat(said.isMaster(List.of(SECRET), proof, answer)).isTrue();
        assertThat(answer.serializer()).isEqualTo("java");
        assertThat(script.recorder.all(Effect.Authenticated.class)).hasSize(1);
        node.says(script.registration());
        assertThat(node.got(Accepted.class)).hasSize(1);
    }

    /**
     * Sends a stranger only the version and random bytes, for all settings of the master. After a wrong proof it sends
     * no more.
     */
    @Test
    void aMasterTellsAStrangerNothingOfItself() {
        RunId run = new RunId(3, 4);
        for (UnaryOperator<dev.comm.api.CommConfig.Builder> settings :
                List.<UnaryOperator<dev.comm.api.CommConfig.Builder>>of(
                        config -> config,
                        config -> config.secret(SECRET),
                        config -> config.secret(SECRET).oldSecret(OTHER))) {
            Script script = new Script(
                    TeamKind.SPMD, config -> settings.apply(config.size(2).runId(run)));
            Script.Peer node = script.open();
            node.says(script.hello(1, 9).toBuilder()
                    .run(8, 8)
                    .serializers(List.of("cbor"))
                    .build());
            Challenge challenge = node.got(Challenge.class).get(0);
            assertThat(challenge).isEqualTo(new Challenge(FrameHeader.VERSION, 0, challenge.nonce()));
            node.says(new Proof(Bytes.of(new byte[64])));
            script.after(FailedProofs.DELAY_NANOS_MAX);
            assertThat(node.got(Command.class)).containsExactly(challenge, Handshakes.NOT_PROVED);
        }
    }

    @Test
    void whatDiffersIsToldBehindTheMastersProof() {
        Script script = new Script(
                TeamKind.SPMD, settings -> settings.size(2).secret(SECRET).runId(new RunId(3, 4)));
        Script.Peer node = script.open();
        Hello other = script.hello(1, 9).toBuilder().run(8, 8).build();
        node.says(other);
        Transcript said = new Transcript(other, node.got(Challenge.class).get(0), Bytes.EMPTY);
        Proof proof = new Proof(said.nodeProofs(List.of(SECRET)));
        node.says(proof);
        List<Command> got = node.got(Command.class);
        assertThat(got).hasSize(3);
        assertThat(said.isMaster(List.of(SECRET), proof, (MasterProof) got.get(1)))
                .isTrue();
        assertThat(((Rejected) got.get(2)).reason()).isEqualTo(Reason.RUN);
        assertThat(script.recorder.all(Effect.Authenticated.class)).isEmpty();
    }

    @Test
    void aWrongProofIsRefusedWithoutADifferenceToLearnFrom() {
        for (Bytes proof : List.of(Bytes.EMPTY, Bytes.of(new byte[32]), Bytes.of(new byte[3]))) {
            Script script =
                    new Script(TeamKind.SPMD, settings -> settings.size(2).secret(SECRET));
            Script.Peer node = script.open();
            node.says(script.hello(1, 9));
            node.says(new Proof(proof));
            node.says(script.registration());
            script.after(FailedProofs.DELAY_NANOS_MAX);
            assertThat(node.got(Rejected.class))
                    .extracting(Rejected::detail)
                    .containsExactly("give all members of the run the same secret, or none: authentication failed");
            assertThat(node.got(Accepted.class)).isEmpty();
            assertThat(node.isFinished()).isTrue();
        }
    }

    @Test
    void aNodeWithASecretIsRefusedByAMasterWithout() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        Script.Peer node = script.open();
        node.says(script.hello(1, 9));
        node.says(new Proof(Bytes.of(new byte[32])));
        script.after(FailedProofs.DELAY_NANOS_MAX);
        assertThat(node.got(Rejected.class)).extracting(Rejected::reason).containsExactly(Reason.AUTHENTICATION);
    }

    @Test
    void aDifferenceInTheHelloIsNamed() {
        RunId run = new RunId(7, 7);
        Script script = new Script(
                TeamKind.SPMD, settings -> settings.size(2).runId(run).startup(StartPolicy.ALLOW_MISSING));
        Hello good = script.hello(1, 9);
        Hello other = good.toBuilder().run(8, 8).build();
        assertThat(refusal(script, other)).satisfies(no -> {
            assertThat(no.reason()).isEqualTo(Reason.RUN);
            assertThat(no.detail()).contains(run.toString()).contains(new RunId(8, 8).toString());
        });
        Hello newer = good.toBuilder().versions(3, 4).build();
        assertThat(refusal(script, newer).reason()).isEqualTo(Reason.VERSION);
        Hello speaking = good.toBuilder().serializers(List.of("cbor")).build();
        assertThat(refusal(script, speaking).detail()).contains("'java'").contains("cbor");
        assertThat(refusal(script, script.hello(0, 9)).reason()).isEqualTo(Reason.RANK);
        assertThat(refusal(script, script.hello(2, 9)).detail())
                .contains("ranks 1 to 1")
                .contains("2");
    }

    @Test
    void aDifferenceInTheRegistrationIsNamed() {
        Script script = new Script(
                TeamKind.SPMD, settings -> settings.size(2).minSurvivors(2).types(List.of(String.class)));
        Join good = script.registration();
        Join types = good.toBuilder()
                .fingerprint(Bytes.EMPTY)
                .types(List.of("my.Own"))
                .build();
        assertThat(refusal(script, types).detail())
                .contains("the node lacks java.lang.String")
                .contains("the master lacks my.Own");
        Join survivors = good.toBuilder().minSurvivors(1).build();
        assertThat(refusal(script, survivors).detail()).contains("minSurvivors", "2 at the master and 1 at the node");
        Join policy = good.toBuilder().exclude(true).build();
        assertThat(refusal(script, policy).detail())
                .contains("FAIL at the master")
                .contains("EXCLUDE at the node");
        Join window = good.toBuilder().window(3).build();
        assertThat(refusal(script, window).reason()).isEqualTo(Reason.POLICY);
    }

    /** C2: limits the time after which a silent member loses its work, even if the node asks for years. */
    @Test
    void theAgreedDeadTimeoutIsAtMostFourTimesThatOfTheMaster() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        long own = script.registration().deadNanos();
        Script.Peer node = script.open();
        node.says(script.hello(1, 9));
        node.says(new Proof(Bytes.EMPTY));
        node.says(script.registration().toBuilder().deadNanos(1_000 * own).build());
        assertThat(node.got(Accepted.class)).extracting(Accepted::deadNanos).containsExactly(4 * own);
    }

    @Test
    void aNodeWithoutSlotsReadsTheCure() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        Join none = script.registration().toBuilder().slots(0).build();
        assertThat(refusal(script, none).detail()).startsWith("set slots to 1 to 65535");
    }

    @Test
    void l1_aSecondProcessOfARankIsRefused() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        Script.Peer first = script.join(1);
        Script.Peer second = script.join(1);
        assertThat(second.got(Rejected.class).get(0).detail()).contains("rank 1 lives already");
        assertThat(first.isFinished()).isFalse();
    }

    @Test
    void l1_aSecondProcessOfARankReplacesTheFirst() {
        UnaryOperator<dev.comm.api.CommConfig.Builder> replace =
                settings -> settings.onDuplicate(DuplicatePolicy.REPLACE);
        Script script = Script.serving(replace);
        Script.Peer first = script.join(1);
        Script.Peer second = script.join(1);
        assertThat(first.got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.REPLACED);
        assertThat(second.got(Welcome.class)).extracting(Welcome::rank).containsExactly(1);
        assertThat(second.got(Welcome.class).get(0).epoch())
                .isGreaterThan(first.got(Welcome.class).get(0).epoch());
        script.recorder.clear();
        first.says(new Heartbeat(0, -1, 0, 0));
        assertThat(script.recorder.effects()).isEmpty();
    }

    @Test
    void theExcludePolicyIsCompared() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2).onDeadline(DeadlinePolicy.EXCLUDE));
        assertThat(script.join(1).got(Accepted.class)).hasSize(1);
    }

    @Test
    void whoDoesNotReadItsRefusalIsDropped() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        Script.Peer node = script.open();
        node.says(script.hello(9, 9));
        node.says(new Proof(Bytes.EMPTY));
        node.says(script.registration());
        assertThat(node.isFinished()).isTrue();
        script.after(3 * Script.SECOND);
        assertThat(node.isAborted()).isTrue();
    }

    private static Rejected refusal(Script script, Hello hello) {
        Script.Peer node = script.open();
        node.says(hello);
        node.says(new Proof(Bytes.EMPTY));
        node.says(script.registration());
        return node.got(Rejected.class).get(0);
    }

    private static Rejected refusal(Script script, Join join) {
        Script.Peer node = script.open();
        node.says(script.hello(1, 9));
        node.says(new Proof(Bytes.EMPTY));
        node.says(join);
        return node.got(Rejected.class).get(0);
    }
}
