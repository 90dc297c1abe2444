package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.spi.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SEC-24: the decoder checks magic and version before the length. It checks the first two bytes as soon as it has them.
 */
class FirstBytesTest {
    private static ByteBuffer header(int magic, int version, int length) {
        return header(magic, version, FrameType.HELLO, length);
    }

    private static ByteBuffer header(int magic, int version, FrameType type, int length) {
        return ByteBuffer.allocate(FrameHeader.SIZE)
                .putShort((short) magic)
                .put((byte) version)
                .put((byte) type.code())
                .putInt(0)
                .putInt(length)
                .putLong(0)
                .putInt(0)
                .flip();
    }

    private static void decode(ByteBuffer bytes) {
        new FrameDecoder(FrameLimits.HANDSHAKE_FRAME_BYTES_MAX).decode(bytes, (header, command, payload) -> {
            throw new AssertionError("there is no frame in it");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 91, Integer.MAX_VALUE})
    void whoSpeaksSomethingElseIsToldSoWhateverTheLength(int length) {
        assertThatThrownBy(() -> decode(header(0x4747, FrameHeader.VERSION, length)))
                .hasMessageContaining("does not speak Comm");
        assertThatThrownBy(() -> decode(header(FrameHeader.MAGIC, 7, FrameType.JOIN, length)))
                .hasMessageContaining("protocol version 7");
    }

    /** F49: reads only the version of a HELLO in another version, so that the master can name both versions. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 255})
    void f49_aHelloOfAnotherVersionIsReadAsItsVersionAlone(int version) {
        ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.SIZE + 7)
                .put(header(FrameHeader.MAGIC, version, 7))
                .put(new byte[] {9, 9, 9, 9, 9, 9, 9})
                .flip();
        List<Command> found = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(FrameLimits.HANDSHAKE_FRAME_BYTES_MAX);
        while (bytes.hasRemaining()) {
            decoder.decode(bytes.slice(bytes.position(), 1), (header, command, payload) -> found.add(command));
            bytes.position(bytes.position() + 1);
        }
        assertThat(found)
                .containsExactly(Hello.of(-1, 0, Bytes.EMPTY, List.of()).toBuilder()
                        .versions(version, version)
                        .build());
        assertThat(decoder.isMidFrame()).isFalse();
    }

    /**
     * F49: decodes a rejection in every version, so that a node can report the reason of a master in another version.
     */
    @Test
    void f49_aRejectionIsReadInEveryVersion() {
        Rejected rejected = new Rejected(Rejected.Reason.VERSION, "use version 3");
        byte[] frame = Frames.whole(rejected);
        frame[2] = 3;
        assertThat(Frames.decode(frame)).extracting(Frames.Found::command).containsExactly(rejected);
    }

    @Test
    void twoBytesAreEnough() {
        assertThatThrownBy(() -> decode(ByteBuffer.wrap(new byte[] {'G', 'E'}))).hasMessageContaining("HTTP");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 4_096 - FrameHeader.SIZE + 1, Integer.MAX_VALUE})
    void aLengthBeyondTheLimitIsRefusedWithTheHeader(int length) {
        assertThatThrownBy(() -> decode(header(FrameHeader.MAGIC, FrameHeader.VERSION, length)))
                .hasMessageContaining("4096");
    }
}
