package dev.comm.api.frame;

import static dev.comm.api.frame.HandshakeExample.HELLO;
import static dev.comm.api.frame.HandshakeExample.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final Challenge OPEN = HandshakeExample.challenge(Bytes.EMPTY);

    @Test
    void theProofsAreThoseOfTheTestVector() {
        Bytes master = Transcript.masterProof(SECRET, HELLO, OPEN);
        Bytes node = Transcript.nodeProof(SECRET, HELLO, HandshakeExample.challenge(master));
        assertThat(hex(master)).isEqualTo("33d4410d708f31fff2f43c5ca10a2557b03d4bbb0653cb7b0b6fffaea82a28ee");
        assertThat(hex(node)).isEqualTo("ba761d1f6e13b5c5d50403f2e0672d3a2e516971a8cdd01e1cfd2a54264dae34");
    }

    @Test
    void theMastersProofDoesNotDependOnItself() {
        Bytes master = Transcript.masterProof(SECRET, HELLO, OPEN);
        assertThat(Transcript.masterProof(SECRET, HELLO, HandshakeExample.challenge(master)))
                .isEqualTo(master);
    }

    @Test
    void aProofCannotBeSentBackToItsMaker() {
        Bytes master = Transcript.masterProof(SECRET, HELLO, OPEN);
        Challenge proved = HandshakeExample.challenge(master);
        assertThat(Transcript.nodeProof(SECRET, HELLO, proved)).isNotEqualTo(master);
        assertThat(Transcript.nodeProof(SECRET, HELLO, OPEN)).isNotEqualTo(master);
    }

    @Test
    void anotherSecretGivesOtherProofs() {
        Secret other = Secret.of("0123456789abcdeF".getBytes(StandardCharsets.US_ASCII));
        assertThat(Transcript.masterProof(other, HELLO, OPEN))
                .isNotEqualTo(Transcript.masterProof(SECRET, HELLO, OPEN));
        assertThat(Transcript.nodeProof(other, HELLO, OPEN)).isNotEqualTo(Transcript.nodeProof(SECRET, HELLO, OPEN));
    }

    @Test
    void whateverIsSaidInHelloOrChallengeIsCovered() {
        RandomCommands commands = new RandomCommands(3);
        Bytes expected = Transcript.masterProof(SECRET, HELLO, OPEN);
        for (int round = 0; round < 200; round++) {
            assertThat(Transcript.masterProof(SECRET, commands.next(Hello.class), OPEN))
                    .isNotEqualTo(expected);
            assertThat(Transcript.masterProof(SECRET, HELLO, commands.next(Challenge.class)))
                    .isNotEqualTo(expected);
        }
        Hello weaker = new Hello(
                1, 1, 0, HELLO.runHigh(), HELLO.runLow(), -1, HELLO.incarnation(), false, 0, HELLO.nonce(), List.of());
        assertThat(Transcript.masterProof(SECRET, weaker, OPEN)).isNotEqualTo(expected);
    }

    private static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
