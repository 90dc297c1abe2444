package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.codec.FrameException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The codec reads and writes one frame. The input is a frame, whose header is corrected first. */
@Tag("fuzz")
class CommandCodecFuzzTest {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final int PRIORITY_AT = 5;

    /**
     * SEC-02, SEC-09: writes each command that it has read, reads it as an equal one, and has one binary form for it.
     */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whatIsReadIsWrittenAsItCame(byte[] input) {
        byte[] bytes = Wire.mended(input);
        Frame frame = read(bytes);
        if (frame == null) {
            return;
        }
        byte[] written = frame.write();
        assertThat(read(written)).isEqualTo(frame);
        assertThat(written.length).as("only extensions may be left out").isLessThanOrEqualTo(bytes.length);
        if (written.length == bytes.length) {
            bytes[PRIORITY_AT] = 0;
            assertThat(written).isEqualTo(bytes);
        }
    }

    private static Frame read(byte[] bytes) {
        AtomicReference<Frame> found = new AtomicReference<>();
        FrameDecoder decoder = new FrameDecoder(FRAME_BYTES_MAX);
        try {
            decoder.decode(
                    ByteBuffer.wrap(bytes), (header, command, payload) -> found.set(frame(header, command, payload)));
        } catch (FrameException e) {
            return null;
        }
        return found.get();
    }

    private static Frame frame(FrameHeader header, Command command, ByteBuffer payload) {
        return new Frame(command, header.stream(), header.hasMore(), payload.duplicate());
    }

    private record Frame(Command command, int stream, boolean more, ByteBuffer payload) {
        byte[] write() {
            ByteBuffer start = FrameEncoder.encode(command, stream, more, payload.remaining());
            return ByteBuffer.allocate(start.remaining() + payload.remaining())
                    .put(start)
                    .put(payload.duplicate())
                    .array();
        }
    }
}
