package dev.comm.core.codec;

import static dev.comm.core.codec.HandshakeExample.HELLO;
import static dev.comm.core.codec.HandshakeExample.SECRET;
import static dev.comm.core.codec.HandshakeExample.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final Secret OTHER = Secret.of("0123456789abcdeF".getBytes(StandardCharsets.US_ASCII));
    private static final List<Secret> ONE = List.of(SECRET);
    private static final Challenge OPEN = HandshakeExample.challenge(Bytes.EMPTY);
    private static final Bytes MASTER = HandshakeExample.masterProof();
    private static final Transcript PROVED = said(HandshakeExample.challenge(MASTER));

    @Test
    void theProofsAreThoseOfTheTestVector() {
        assertThat(hex(MASTER)).isEqualTo("d8884602c0a9f8b17a11a0035a9bceb4f6f8f41021a8a7e93d3af07d4cc7c50d");
        assertThat(hex(PROVED.nodeProof(SECRET)))
                .isEqualTo("8de5f9d988c770e55aa88c66f25808804f90ce978cdd58f2bda56825bca04cf6");
    }

    @Test
    void theMastersProofDoesNotDependOnItself() {
        assertThat(PROVED.masterProofs(ONE)).isEqualTo(MASTER);
    }

    @Test
    void aProofCannotBeSentBackToItsMaker() {
        assertThat(PROVED.nodeProof(SECRET)).isNotEqualTo(MASTER);
        assertThat(said(OPEN).nodeProof(SECRET)).isNotEqualTo(MASTER);
        assertThat(PROVED.accepts(ONE, MASTER)).isFalse();
        assertThat(said(HandshakeExample.challenge(PROVED.nodeProof(SECRET))).proved(ONE))
                .isNull();
    }

    @Test
    void anotherSecretGivesOtherProofs() {
        assertThat(said(OPEN).masterProofs(List.of(OTHER))).isNotEqualTo(MASTER);
        assertThat(PROVED.nodeProof(OTHER)).isNotEqualTo(PROVED.nodeProof(SECRET));
        assertThat(PROVED.proved(List.of(OTHER))).isNull();
        assertThat(PROVED.accepts(List.of(OTHER), PROVED.nodeProof(SECRET))).isFalse();
    }

    @Test
    void eachSideKnowsTheOtherByAnySecretThatBothHave() {
        for (List<Secret> master : List.of(ONE, List.of(OTHER), List.of(SECRET, OTHER), List.of(OTHER, SECRET))) {
            Transcript said = said(HandshakeExample.challenge(said(OPEN).masterProofs(master)));
            for (List<Secret> node : List.of(ONE, List.of(OTHER), List.of(SECRET, OTHER), List.of(OTHER, SECRET))) {
                Secret first =
                        node.stream().filter(master::contains).findFirst().orElse(null);
                assertThat(said.proved(node)).isSameAs(first);
                if (first != null) {
                    assertThat(said.accepts(master, said.nodeProof(first))).isTrue();
                }
            }
        }
    }

    @Test
    void noProofOfTheMasterCanBeTakenOutOfTheList() {
        Bytes both = said(OPEN).masterProofs(List.of(OTHER, SECRET));
        Bytes cut = Bytes.of(Arrays.copyOfRange(both.toArray(), Transcript.PROOF_BYTES, both.length()));
        Transcript seen = said(HandshakeExample.challenge(cut));
        Transcript sent = said(HandshakeExample.challenge(both));
        assertThat(seen.proved(List.of(OTHER, SECRET))).isSameAs(SECRET);
        assertThat(sent.accepts(List.of(OTHER, SECRET), seen.nodeProof(SECRET))).isFalse();
    }

    @Test
    void aListOfProofsHasWholeProofsAndNotMoreThanFour() {
        byte[] proof = MASTER.toArray();
        assertThat(said(HandshakeExample.challenge(Bytes.EMPTY)).proved(ONE)).isNull();
        for (int length = 1; length <= 6 * proof.length; length++) {
            byte[] list = new byte[length];
            for (int i = 0; i < length; i++) {
                list[i] = proof[i % proof.length];
            }
            Secret expected =
                    length % proof.length == 0 && length <= Transcript.PROOFS_MAX * proof.length ? SECRET : null;
            assertThat(said(HandshakeExample.challenge(Bytes.of(list))).proved(ONE))
                    .isSameAs(expected);
        }
    }

    @Test
    void whateverIsSaidInHelloOrChallengeIsCovered() {
        RandomCommands commands = new RandomCommands(3);
        for (int round = 0; round < 200; round++) {
            assertThat(proof(commands.next(Hello.class), OPEN)).isNotEqualTo(MASTER);
            assertThat(proof(HELLO, commands.next(Challenge.class))).isNotEqualTo(MASTER);
        }
        Hello weaker = Hello.of(-1, HELLO.incarnation(), HELLO.nonce(), List.of()).toBuilder()
                .run(HELLO.runHigh(), HELLO.runLow())
                .build();
        assertThat(proof(weaker, OPEN)).isNotEqualTo(MASTER);
    }

    /** SEC-14: whoever stands between two encrypted channels cannot pass proofs on from one to the other. */
    @Test
    void whatBindsTheProofsToTheChannelIsCovered() {
        Bytes here = Bytes.of(new byte[] {1, 2, 3});
        Bytes there = Bytes.of(new byte[] {1, 2, 4});
        assertThat(bound(here)).isNotEqualTo(MASTER);
        assertThat(bound(here)).isNotEqualTo(bound(there));
        assertThat(bound(Bytes.of(new byte[] {0}))).isNotEqualTo(bound(Bytes.of(new byte[] {0, 0})));
        assertThat(hex(bound(here))).isEqualTo("cd1d91a1b9604f838bd8a1de1e7826c7c0fe8ae0f0197bcbd007b8de0e74f5f4");
    }

    private static Bytes bound(Bytes binding) {
        return new Transcript(HELLO, OPEN, binding).masterProofs(ONE);
    }

    private static Bytes proof(Hello hello, Challenge challenge) {
        return new Transcript(hello, challenge, Bytes.EMPTY).masterProofs(ONE);
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
