package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of version 2 have the same meaning for ever. A file that fails here shows a change of the protocol. Do not
 * change the file.
 */
class GoldenFramesTest {
    static List<GoldenFrame> frames() throws Exception {
        return GoldenFrame.all();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void goldenFramesDecodeForEver(GoldenFrame golden) {
        List<Frames.Found> found = Frames.decode(golden.bytes());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).command()).hasToString(golden.command());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void goldenFramesAreEncodedByteForByte(GoldenFrame golden) {
        Frames.Found found = Frames.decode(golden.bytes()).get(0);
        boolean more = found.header().flags() == FrameHeader.MORE;
        int length = found.payload().length();
        byte[] encoded = Frames.join(
                FrameEncoder.encode(found.command(), found.header().stream(), more, length),
                found.payload().toArray());
        assertThat(encoded).isEqualTo(golden.bytes());
    }

    @Test
    void everyTypeHasAGoldenFrame() throws Exception {
        Set<FrameType> seen = new HashSet<>();
        frames().forEach(golden -> seen.add(FrameType.ofCode(golden.bytes()[3])));
        assertThat(seen).containsExactlyInAnyOrder(FrameType.values());
    }

    @Test
    void theExampleOfTheHandshakeIsGolden() throws Exception {
        assertThat(command("hello.hex")).isEqualTo(HandshakeExample.HELLO);
        assertThat(command("challenge.hex")).isEqualTo(HandshakeExample.CHALLENGE);
        assertThat(command("proof.hex")).isEqualTo(HandshakeExample.PROOF);
        assertThat(command("master-proof.hex")).isEqualTo(HandshakeExample.MASTER_PROOF);
        assertThat(command("master-proof-open.hex")).isEqualTo(HandshakeExample.OPEN);
    }

    private static Command command(String name) throws Exception {
        GoldenFrame golden = frames().stream()
                .filter(frame -> frame.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Frames.decode(golden.bytes()).get(0).command();
    }
}
