package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.StreamCommand;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The decoder passes a large frame on in pieces as its bytes arrive. A receiver cannot distinguish them from smaller
 * frames.
 */
class LargeFrameTest {
    private static final int LENGTH = 600_000;
    private static final Part PART = new Part(3, 1, value(LENGTH));

    @ParameterizedTest
    @ValueSource(ints = {1, 23, 100, 4_095, 4_119, 4_120, 4_121, 65_536, 1_000_000})
    void aStreamOfLargeFramesGivesTheSamePayloadHoweverItIsCut(int pieceBytes) {
        List<Frames.Found> found =
                Frames.decode(new FrameDecoder(Frames.BYTES_MAX), stream(PART, 250_000, LENGTH), pieceBytes);
        Frames.Found first = found.get(0);
        assertThat(first.command()).isEqualTo(PART);
        assertThat(first.header().communicator()).isEqualTo(3);
        assertThat(joined(found)).isEqualTo(Frames.payload(LENGTH));
        assertThat(found.subList(1, found.size()))
                .allSatisfy(piece -> assertThat(piece.command()).isInstanceOf(StreamCommand.Data.class));
        assertThat(found).allSatisfy(piece -> {
            assertThat(piece.header().stream()).isEqualTo(9);
            assertThat(piece.header().hasMore()).isEqualTo(piece != found.get(found.size() - 1));
        });
    }

    @Test
    void aLargeFrameThatIsCompletelyThereIsNotCut() {
        byte[] frame = Frames.join(FrameEncoder.encode(PART, 9, false, LENGTH), Frames.payload(LENGTH));
        List<Frames.Found> found = Frames.decode(frame);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).header().hasMore()).isFalse();
    }

    @Test
    void aFrameOutsideOfAStreamIsNeverCut() {
        byte[] frame = Frames.join(FrameEncoder.encode(PART, 0, false, LENGTH), Frames.payload(LENGTH));
        assertThat(Frames.decode(new FrameDecoder(Frames.BYTES_MAX), frame, 10_000))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 5_000, 30_000})
    void longFieldsAreWaitedFor(int pieceBytes) {
        List<Slot> slots = Collections.nCopies(2_000, new Slot(1, value(100)));
        Decision decision = Decision.returning(new Decision.Stamp(0, 1, 1, 1), RankSet.NONE, -1, slots, value(200_000));
        byte[] bytes = stream(decision, 100_000, 200_000);
        List<Frames.Found> found = Frames.decode(new FrameDecoder(Frames.BYTES_MAX), bytes, pieceBytes);
        assertThat(found.get(0).command()).isEqualTo(decision);
        assertThat(joined(found)).isEqualTo(Frames.payload(200_000));
    }

    @Test
    void theMiddleOfALargeFrameIsMidFrame() {
        byte[] bytes = stream(PART, LENGTH, LENGTH);
        FrameDecoder decoder = new FrameDecoder(Frames.BYTES_MAX);
        decoder.decode(ByteBuffer.wrap(bytes, 0, 10_000), (header, command, payload) -> {});
        assertThat(decoder.isMidFrame()).isTrue();
        decoder.decode(ByteBuffer.wrap(bytes, 10_000, bytes.length - 10_000), (header, command, payload) -> {});
        assertThat(decoder.isMidFrame()).isFalse();
    }

    private static Content value(int length) {
        return new Content(Content.Kind.VALUE, ValueForms.BYTES, length);
    }

    /** Returns the frames of a command whose payload is cut into chunks. */
    private static byte[] stream(Command command, int chunk, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] payload = Frames.payload(length);
        for (int start = 0; start < length; start += chunk) {
            int count = Math.min(chunk, length - start);
            boolean more = start + count < length;
            ByteBuffer head = start == 0
                    ? FrameEncoder.encode(command, 9, more, count)
                    : FrameEncoder.encode(new StreamCommand.Data(), 9, more, count);
            out.writeBytes(Frames.toArray(head));
            out.write(payload, start, count);
        }
        return out.toByteArray();
    }

    private static byte[] joined(List<Frames.Found> found) {
        return Frames.join(
                found.stream().map(piece -> piece.payload().toArray()).toList());
    }
}
