package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.FrameHeader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of ranks in frames are small, have one form, and stay within the limit for each frame. */
class RanksTest {
    /** The offset of the survivors. Sequence, term, epoch and outcome come before them. */
    private static final int SURVIVORS_AT = FrameHeader.SIZE + 25;

    private static Decision decision(RankSet survivors) {
        return Decision.of(new Decision.Stamp(0, 1, 1, 1), Outcome.SUCCESS, survivors, -1);
    }

    private static RankSet run(int first, int last) {
        return new RankSet.Builder().addRun(first, last).build();
    }

    /** Returns a decision whose bounds of survivors are the given numbers, valid or not. */
    private static byte[] frame(String bounds) {
        int[] numbers =
                List.of(bounds.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
        byte[] smallest = Frames.whole(decision(RankSet.NONE));
        ByteBuffer frame = ByteBuffer.allocate(smallest.length + 4 * numbers.length);
        frame.put(smallest, 0, SURVIVORS_AT).putShort((short) (numbers.length / 2));
        for (int number : numbers) {
            frame.putInt(number);
        }
        frame.put(smallest, SURVIVORS_AT + 2, smallest.length - SURVIVORS_AT - 2);
        return frame.putInt(8, frame.capacity() - FrameHeader.SIZE).array();
    }

    private static Decision read(byte[] frame) {
        List<Frames.Found> found = Frames.decode(new FrameDecoder(FrameLimits.FIXED_BYTES_MAX), frame, frame.length);
        return (Decision) found.get(0).command();
    }

    @Test
    void theVerdictOfThousandsIsAsShortAsThatOfTwo() {
        byte[] thousands = Frames.whole(decision(run(0, 8_191)));
        assertThat(thousands).hasSameSizeAs(Frames.whole(decision(run(0, 1))));
        assertThat(read(thousands)).isEqualTo(decision(run(0, 8_191)));
    }

    @Test
    void everySecondRankCostsTwiceWhatItsNumberTakes() {
        RankSet.Builder some = new RankSet.Builder();
        for (int rank = 0; rank < 16_384; rank += 2) {
            some.add(rank);
        }
        byte[] frame = Frames.whole(decision(some.build()));
        int others = Frames.whole(decision(RankSet.NONE)).length;
        assertThat(frame).hasSize(others + 2 * 4 * 8_192);
        assertThat(read(frame).survivors()).isEqualTo(some.build());
    }

    @ParameterizedTest
    @CsvSource({
        "0 0, 1",
        "7 7, 1",
        "0 65534, 1",
        "2147418113 2147483647, 1",
        "0 1 3 4, 2",
        "0 65532 2147483646 2147483647, 2",
        "0 0 2147483647 2147483647, 2",
    })
    void aRunCostsItsBoundsHoweverManyItNames(String bounds, int runs) {
        byte[] frame = frame(bounds);
        RankSet survivors = (RankSet) read(frame).survivors();
        assertThat(survivors.runs()).isEqualTo(runs);
        assertThat(Frames.whole(decision(survivors))).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource({
        "-1 0, a rank is at least 0",
        "-2147483648 -2147483648, a rank is at least 0",
        "0 -1, a rank is at least 0",
        "1 0, gaps between them",
        "0 1 1 2, gaps between them",
        "0 1 0 1, gaps between them",
        "0 1 2 3, gaps between them",
        "5 6 0 1, gaps between them",
        "2147483647 2147483647 0 0, gaps between them",
        "2147483647 2147483647 2147483647 2147483647, gaps between them",
        "0 65535, at most 65535",
        "0 2147483647, at most 65535",
        "2147418112 2147483647, at most 65535",
        "0 65533 65535 65536, at most 65535",
        "0 65534 2147483647 2147483647, at most 65535",
        "0 2000000000 2000000002 2147483647, at most 65535",
    })
    void whatIsNotInTheOneFormOrTooMuchIsRefused(String bounds, String sentence) {
        assertThatThrownBy(() -> read(frame(bounds)))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void moreRunsThanBytesAreRefused() {
        byte[] frame = frame("0 1");
        ByteBuffer.wrap(frame).putShort(SURVIVORS_AT, (short) 0xFFFF);
        assertThatThrownBy(() -> read(frame))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("announces 65535 runs");
    }

    @Test
    void whatAPeerWouldRefuseIsNotSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frames.whole(decision(run(0, FrameLimits.LIST_MAX))))
                .withMessageContaining("65535");
    }
}
