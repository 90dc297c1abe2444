package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameException;
import dev.comm.core.codec.FrameLimits;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * The decoder gives the same frames for every division of the bytes. The first byte of the input decides where the
 * stream is cut. The second chooses the limit of a frame (even: the limit for strangers). The rest is the stream.
 */
@Tag("fuzz")
class FrameDecoderFuzzTest {
    /**
     * The allocated bytes for each byte of input. A single byte needs a view of the beginning of its frame, and an
     * empty string needs an empty view.
     */
    private static final int ALLOCATED_EACH = 160;

    private static final int PIECE_BITS = 12;

    /** Gives the same frames or ends the connection (SEC-09, SEC-22, SEC-24, SEC-26). */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void anyBytesInAnyPiecesGiveTheSameFramesOrEndTheConnection(byte[] input) {
        Tape tape = new Tape(input);
        int cuts = tape.next();
        int frameBytesMax = tape.flag() ? 1 << 20 : FrameLimits.HANDSHAKE_FRAME_BYTES_MAX;
        byte[] stream = tape.rest();
        Reading atOnce = new Reading(frameBytesMax);
        atOnce.read(ByteBuffer.wrap(stream));
        Reading inPieces = new Reading(frameBytesMax);
        cut(stream, cuts, inPieces::read);
        atOnce.agreesWith(inPieces);
        Allocation.isBounded(stream.length, ALLOCATED_EACH, () -> drain(stream, cuts, frameBytesMax));
    }

    private static void drain(byte[] stream, int cuts, int frameBytesMax) {
        FrameDecoder decoder = new FrameDecoder(frameBytesMax);
        try {
            cut(stream, cuts, piece -> decoder.decode(piece, (header, command, payload) -> {}));
        } catch (FrameException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void cut(byte[] stream, int cuts, Consumer<ByteBuffer> reader) {
        Random random = new Random(cuts);
        int start = 0;
        while (start < stream.length) {
            int count = Math.min(stream.length - start, 1 + random.nextInt(1 << random.nextInt(PIECE_BITS)));
            reader.accept(ByteBuffer.wrap(stream, start, count));
            start += count;
        }
    }
}
