package dev.comm.core.codec;

import static dev.comm.core.codec.HandshakeExample.CHALLENGE;
import static dev.comm.core.codec.HandshakeExample.HELLO;
import static dev.comm.core.codec.HandshakeExample.MASTER_PROOF;
import static dev.comm.core.codec.HandshakeExample.OPEN;
import static dev.comm.core.codec.HandshakeExample.PROOF;
import static dev.comm.core.codec.HandshakeExample.SAID;
import static dev.comm.core.codec.HandshakeExample.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final Secret OTHER =
            Secret.of("qm4vX0c3tR9zKfH2wY7sJd5uNbE8gLaP1oTiZxVyC6M".getBytes(StandardCharsets.US_ASCII));
    private static final List<Secret> ONE = List.of(SECRET);

    @Test
    void theProofsAreThoseOfTheTestVector() {
        assertThat(hex(PROOF.proof())).isEqualTo("b7b5bf2f673b1ceb1eddd657e4f916f616e27a01607b800ca77ddd8699f3553a");
        assertThat(hex(MASTER_PROOF.proof()))
                .isEqualTo("da70555941b24cbfcc56f477f27a7a3f8da56c041233d84a5eaad5f27acba20d");
    }

    @Test
    void eachSideAcceptsTheOther() {
        assertThat(SAID.proved(ONE, PROOF)).isSameAs(SECRET);
        assertThat(SAID.isMaster(ONE, PROOF, MASTER_PROOF)).isTrue();
        assertThat(SAID.isMaster(ONE, PROOF, OPEN)).isFalse();
        assertThat(SAID.proved(ONE, new Proof(Bytes.EMPTY))).isNull();
    }

    @Test
    void aProofCannotBeSentBackToItsMaker() {
        assertThat(MASTER_PROOF.proof()).isNotEqualTo(PROOF.proof());
        assertThat(SAID.proved(ONE, new Proof(MASTER_PROOF.proof()))).isNull();
        assertThat(SAID.isMaster(ONE, PROOF, OPEN.withProof(PROOF.proof()))).isFalse();
    }

    @Test
    void anotherSecretGivesOtherProofs() {
        assertThat(SAID.nodeProofs(List.of(OTHER))).isNotEqualTo(PROOF.proof());
        assertThat(SAID.masterProof(OTHER, PROOF, OPEN)).isNotEqualTo(MASTER_PROOF.proof());
        assertThat(SAID.proved(List.of(OTHER), PROOF)).isNull();
        assertThat(SAID.isMaster(List.of(OTHER), PROOF, MASTER_PROOF)).isFalse();
    }

    @Test
    void eachSideKnowsTheOtherByAnySecretThatBothHave() {
        List<List<Secret>> sides = List.of(ONE, List.of(OTHER), List.of(SECRET, OTHER), List.of(OTHER, SECRET));
        for (List<Secret> node : sides) {
            Proof proof = new Proof(SAID.nodeProofs(node));
            assertThat(proof.proof().length()).isEqualTo(node.size() * Transcript.PROOF_BYTES);
            for (List<Secret> master : sides) {
                Secret first =
                        master.stream().filter(node::contains).findFirst().orElse(null);
                assertThat(SAID.proved(master, proof)).isSameAs(first);
                if (first != null) {
                    MasterProof answer = OPEN.withProof(SAID.masterProof(first, proof, OPEN));
                    assertThat(SAID.isMaster(node, proof, answer)).isTrue();
                }
            }
        }
    }

    @Test
    void noProofOfTheNodeCanBeTakenOutOfTheList() {
        Proof both = new Proof(SAID.nodeProofs(List.of(OTHER, SECRET)));
        Proof cut = new Proof(Bytes.of(Arrays.copyOfRange(
                both.proof().toArray(), Transcript.PROOF_BYTES, both.proof().length())));
        assertThat(SAID.proved(ONE, cut)).isSameAs(SECRET);
        MasterProof answer = OPEN.withProof(SAID.masterProof(SECRET, cut, OPEN));
        assertThat(SAID.isMaster(List.of(OTHER, SECRET), both, answer)).isFalse();
    }

    @Test
    void aListOfProofsHasWholeProofsAndNotMoreThanFour() {
        byte[] proof = PROOF.proof().toArray();
        for (int length = 0; length <= 6 * proof.length; length++) {
            byte[] list = new byte[length];
            for (int i = 0; i < length; i++) {
                list[i] = proof[i % proof.length];
            }
            boolean whole = length > 0 && length % proof.length == 0 && length <= Transcript.PROOFS_MAX * proof.length;
            assertThat(SAID.proved(ONE, new Proof(Bytes.of(list)))).isSameAs(whole ? SECRET : null);
        }
    }

    @Test
    void theProofIsFoundAtEachPlaceOfTheList() {
        for (int at = 0; at < Transcript.PROOFS_MAX; at++) {
            byte[] list = new byte[Transcript.PROOFS_MAX * Transcript.PROOF_BYTES];
            System.arraycopy(PROOF.proof().toArray(), 0, list, at * Transcript.PROOF_BYTES, Transcript.PROOF_BYTES);
            assertThat(SAID.proved(List.of(OTHER, SECRET), new Proof(Bytes.of(list))))
                    .isSameAs(SECRET);
        }
    }

    @Test
    void whateverIsSaidBeforeIsCovered() {
        RandomCommands commands = new RandomCommands(3);
        for (int round = 0; round < 200; round++) {
            assertThat(proof(commands.next(Hello.class), CHALLENGE)).isNotEqualTo(PROOF.proof());
            assertThat(proof(HELLO, commands.next(Challenge.class))).isNotEqualTo(PROOF.proof());
            assertThat(SAID.masterProof(SECRET, commands.next(Proof.class), OPEN))
                    .isNotEqualTo(MASTER_PROOF.proof());
            assertThat(SAID.masterProof(SECRET, PROOF, commands.next(MasterProof.class)))
                    .isNotEqualTo(MASTER_PROOF.proof());
        }
        Hello weaker = HELLO.toBuilder().serializers(List.of()).build();
        assertThat(proof(weaker, CHALLENGE)).isNotEqualTo(PROOF.proof());
        assertThat(new Transcript(weaker, CHALLENGE, Bytes.EMPTY).masterProof(SECRET, PROOF, OPEN))
                .isNotEqualTo(MASTER_PROOF.proof());
    }

    @Test
    void theMastersProofDoesNotDependOnItself() {
        assertThat(SAID.masterProof(SECRET, PROOF, MASTER_PROOF)).isEqualTo(MASTER_PROOF.proof());
    }

    /**
     * SEC-14: covers the binding to the channel, so that an attacker between two encrypted channels cannot pass proofs
     * on.
     */
    @Test
    void whatBindsTheProofsToTheChannelIsCovered() {
        Bytes here = Bytes.of(new byte[] {1, 2, 3});
        Bytes there = Bytes.of(new byte[] {1, 2, 4});
        assertThat(bound(here)).isNotEqualTo(PROOF.proof());
        assertThat(bound(here)).isNotEqualTo(bound(there));
        assertThat(bound(Bytes.of(new byte[] {0}))).isNotEqualTo(bound(Bytes.of(new byte[] {0, 0})));
        assertThat(hex(bound(here))).isEqualTo("dcb130c183f50ca1eb5ade523095826741dc7efe79ad9f609fe02861dab9aeb6");
        assertThat(new Transcript(HELLO, CHALLENGE, here).masterProof(SECRET, PROOF, OPEN))
                .isNotEqualTo(MASTER_PROOF.proof());
    }

    private static Bytes bound(Bytes binding) {
        return new Transcript(HELLO, CHALLENGE, binding).nodeProofs(ONE);
    }

    private static Bytes proof(Hello hello, Challenge challenge) {
        return new Transcript(hello, challenge, Bytes.EMPTY).nodeProofs(ONE);
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
