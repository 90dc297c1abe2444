package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-24: magic and version are looked at before the length, and the first two bytes as soon as they are there. */
class FirstBytesTest {
    private static ByteBuffer header(int magic, int version, int length) {
        return ByteBuffer.allocate(FrameHeader.SIZE)
                .putShort((short) magic)
                .put((byte) version)
                .put((byte) FrameType.HELLO.code())
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
        assertThatThrownBy(() -> decode(header(0x4747, 1, length))).hasMessageContaining("does not speak Comm");
        assertThatThrownBy(() -> decode(header(FrameHeader.MAGIC, 7, length)))
                .hasMessageContaining("protocol version 7");
    }

    @Test
    void twoBytesAreEnough() {
        assertThatThrownBy(() -> decode(ByteBuffer.wrap(new byte[] {'G', 'E'}))).hasMessageContaining("HTTP");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 4_096 - FrameHeader.SIZE + 1, Integer.MAX_VALUE})
    void aLengthBeyondTheLimitIsRefusedWithTheHeader(int length) {
        assertThatThrownBy(() -> decode(header(FrameHeader.MAGIC, 1, length))).hasMessageContaining("4096");
    }
}
