package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Member;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WelcomeEncoderTest {
    private final WelcomeEncoder encoder = new WelcomeEncoder();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void thePiecesAreTheFrameThatIsWrittenInOne(int size) {
        List<Member> members = members(size);
        for (int rank = 0; rank < Math.min(size, 5); rank++) {
            Welcome welcome = new Welcome(rank, size, 7, 9, members, List.of(new Sequence(0, rank)), Content.NONE);
            assertThat(joined(encoder.encode(welcome, 0))).isEqualTo(whole(welcome, 0));
        }
        Welcome admitted =
                new Welcome(0, size, 7, 10, members(size + 1), List.of(), new Content(Content.Kind.VALUE, 1, 40));
        assertThat(joined(encoder.encode(admitted, 40))).isEqualTo(whole(admitted, 40));
    }

    @Test
    void whatOneConnectionHasWrittenIsThereForTheNext() {
        List<Member> members = members(1_000);
        for (int rank = 1; rank < 4; rank++) {
            Welcome welcome = new Welcome(rank, 1_000, 7, 9, members, List.of(), Content.NONE);
            ByteBuffer[] pieces = encoder.encode(welcome, 0);
            pieces[1].position(pieces[1].limit());
            assertThat(joined(encoder.encode(welcome, 0))).isEqualTo(whole(welcome, 0));
        }
    }

    @Test
    void anotherViewIsEncodedAnew() {
        Welcome one = new Welcome(1, 2, 7, 9, members(2), List.of(), Content.NONE);
        Welcome other = new Welcome(1, 3, 7, 9, members(3), List.of(), Content.NONE);
        encoder.encode(one, 0);
        encoder.encode(one, 0);
        assertThat(joined(encoder.encode(other, 0))).isEqualTo(whole(other, 0));
        assertThat(joined(encoder.encode(one, 0))).isEqualTo(whole(one, 0));
    }

    @Test
    void aPayloadThatDoesNotFitIsRefused() {
        Welcome welcome = new Welcome(1, 2, 7, 9, members(2), List.of(), Content.NONE);
        assertThatThrownBy(() -> encoder.encode(welcome, 1)).hasMessageContaining("WELCOME");
    }

    private static List<Member> members(int size) {
        return List.copyOf(IntStream.range(0, size)
                .mapToObj(rank -> new Member(rank, rank * 31L, "host" + rank, Duration.ofSeconds(rank)))
                .toList());
    }

    private static byte[] whole(Welcome welcome, int payloadBytes) {
        return joined(FrameEncoder.encode(welcome, 0, false, payloadBytes));
    }

    private static byte[] joined(ByteBuffer... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer piece : pieces) {
            byte[] bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }
}
