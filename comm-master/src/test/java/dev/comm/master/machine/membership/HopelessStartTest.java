package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A start fails without a wait when a rank was rejected for good, because the run can no longer become complete. */
class HopelessStartTest {
    private final Script script = new Script(TeamKind.SPMD, settings -> settings.size(4));
    private final Call<JoinCall.Joined> join = script.submit(new JoinCall());

    /** Returns the cases in which the master rejects rank 2 for good. */
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("types", "declare the same types", (Consumer<Script>) HopelessStartTest::otherTypes),
                Arguments.of(
                        "serializer", "set the same serializer", (Consumer<Script>) HopelessStartTest::otherSerializer),
                Arguments.of("version", "use the same version", (Consumer<Script>) HopelessStartTest::otherVersion),
                Arguments.of("policy", "set the same minSurvivors", (Consumer<Script>) HopelessStartTest::otherPolicy));
    }

    private static void otherTypes(Script script) {
        Script.Peer peer = script.open();
        peer.says(script.hello(2, peer.incarnation()));
        peer.says(new Proof(Bytes.EMPTY));
        peer.says(script.registration(Bytes.of(new byte[] {9})));
    }

    private static void otherSerializer(Script script) {
        Script.Peer peer = script.open();
        peer.says(script.hello(2, peer.incarnation()).toBuilder()
                .serializers(List.of("other"))
                .build());
        peer.says(new Proof(Bytes.EMPTY));
    }

    private static void otherVersion(Script script) {
        Script.Peer peer = script.open();
        peer.says(ofAnotherVersion(script.hello(2, peer.incarnation())));
    }

    private static Hello ofAnotherVersion(Hello hello) {
        return hello.toBuilder()
                .versions(FrameHeader.VERSION + 1, FrameHeader.VERSION + 1)
                .build();
    }

    private static void otherPolicy(Script script) {
        Script.Peer peer = script.open();
        peer.says(script.hello(2, peer.incarnation()));
        peer.says(new Proof(Bytes.EMPTY));
        peer.says(script.registration().toBuilder().minSurvivors(3).build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theStartEndsAtOnceAndAllHearTheRankAndTheReason(String name, String cure, Consumer<Script> way) {
        Script.Peer one = script.join(1);
        way.accept(script);
        Script.Peer three = script.join(3);
        script.after(0);
        Failure failure = join.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_ADMITTED);
        assertThat(failure.detail()).startsWith(cure).endsWith("the start ended, because the master rejected rank 2");
        Rejected rejected = new Rejected(Reason.FULL, failure.detail());
        assertThat(one.got(Rejected.class)).containsExactly(rejected);
        assertThat(three.got(Rejected.class)).containsExactly(rejected);
        assertThat(one.isFinished()).isTrue();
        assertThat(three.isFinished()).isTrue();
        assertThat(script.recorder.all(Effect.StoppedListening.class)).hasSize(1);
        assertThat(script.log()).contains(failure.detail());
    }

    @Test
    void aRankThatHasNotAskedIsWaitedForBriefly() {
        otherTypes(script);
        script.join(1);
        script.after(500 * Script.MILLI);
        assertThat(join.completion().isDone()).isFalse();
        Script.Peer three = script.join(3);
        assertThat(three.got(Rejected.class)).hasSize(1);
    }

    @Test
    void aRankThatNeverComesDoesNotHoldTheEnd() {
        otherTypes(script);
        script.join(1);
        script.after(600 * Script.MILLI);
        assertThat(join.completion().failure().kind()).isEqualTo(Failure.Kind.NOT_ADMITTED);
    }

    @Test
    void aSecondRankWithTheSameFaultHearsItsOwnReason() {
        otherTypes(script);
        otherSerializer(script);
        script.join(1);
        script.join(3);
        script.after(0);
        assertThat(join.completion().failure().detail()).startsWith("declare the same types");
    }

    @Test
    void aStartThatMayMissRanksGoesOn() {
        Script lenient = new Script(TeamKind.SPMD, settings -> settings.size(4).startup(StartPolicy.ALLOW_MISSING));
        Call<JoinCall.Joined> waiting = lenient.submit(new JoinCall());
        otherTypes(lenient);
        lenient.join(1);
        lenient.join(3);
        lenient.afterWithLife(6 * Script.SECOND, lenient.peers.toArray(Script.Peer[]::new));
        assertThat(waiting.completion().result().size()).isEqualTo(3);
    }

    @Test
    void l1_aSurplusProcessDoesNotEndTheStart() {
        Script.Peer two = script.join(2);
        otherTypes(script);
        script.join(1);
        script.join(3);
        assertThat(join.completion().result().view().members()).hasSize(4);
        assertThat(two.got(Rejected.class)).isEmpty();
    }

    @Test
    void l1_aProcessWithoutARankOrOfAnotherRunDoesNotEndTheStart() {
        Script.Peer any = script.open();
        any.says(script.hello(-1, any.incarnation()));
        any.says(new Proof(Bytes.EMPTY));
        any.says(script.registration(Bytes.of(new byte[] {9})));
        Script.Peer other = script.open();
        other.says(ofAnotherVersion(script.hello(2, other.incarnation())).toBuilder()
                .run(8, 9)
                .build());
        for (int rank = 1; rank < 4; rank++) {
            script.join(rank);
        }
        assertThat(join.completion().result().view().members()).hasSize(4);
    }

    @Test
    void l1_aStrangerWithoutTheSecretDoesNotEndTheStart() {
        Script secret = new Script(
                TeamKind.SPMD,
                settings -> settings.size(4)
                        .secret(Secret.of(
                                "I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII))));
        Call<JoinCall.Joined> waiting = secret.submit(new JoinCall());
        otherVersion(secret);
        otherSerializer(secret);
        secret.after(2 * Script.SECOND);
        assertThat(waiting.completion().isDone()).isFalse();
        assertThat(secret.recorder.all(Effect.StoppedListening.class)).isEmpty();
    }
}
