package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.SerializationException;
import dev.comm.core.machine.Value;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A place in an array travels like an array of the same elements. */
class ArrayPayloadTest {
    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());

    static Stream<Object> arrays() {
        return Stream.of(
                new byte[] {1, 2, 3, 4, 5},
                new int[] {1, -2, Integer.MAX_VALUE, 4, 5},
                new long[] {1, -2, Long.MIN_VALUE, 4, 5},
                new float[] {1, -0.0f, Float.NaN, 4.5f, 5},
                new double[] {1, -0.0, Double.NaN, 4.5, Double.MIN_VALUE});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void aPlaceArrivesAsAnArrayOfItsElements(Object array) {
        Object expected = ArrayPayload.copy(Slice.of(array, 1, 3)).array();
        Value written = codec.encode(Slice.of(array, 1, 3));
        assertThat(written.payload().bytes())
                .isEqualTo(codec.encode(expected).payload().bytes());
        assertThat(codec.decode(written, Object.class)).isEqualTo(expected);
    }

    /** Reads from each position with each number of bytes, so also parts of elements. */
    @ParameterizedTest
    @MethodSource("arrays")
    void eachRangeOfBytesIsTheSameAsInTheWhole(Object array) {
        Payload payload = codec.encode(Slice.of(array, 1, 4)).payload();
        ByteBuffer whole = payload.bytes();
        for (int from = 0; from <= whole.remaining(); from++) {
            for (int count = 0; count <= whole.remaining() - from; count++) {
                ByteBuffer read = ByteBuffer.allocate(count);
                assertThat(payload.read(from, read)).isEqualTo(count);
                assertThat(read.flip()).isEqualTo(whole.slice(from, count));
                assertThat(payload.slice(from, count)).isEqualTo(whole.slice(from, count));
            }
        }
        assertThat(payload.read(whole.remaining() + 1L, ByteBuffer.allocate(4))).isZero();
        assertThatThrownBy(() -> payload.read(-1, ByteBuffer.allocate(4))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> payload.slice(1, whole.remaining())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aLargeArrayIsReadIntoAPlaceInPieces() {
        double[] given = new SplittableRandom(7).doubles(50_001).toArray();
        double[] field = new double[60_000];
        codec.takeInto(received(codec.encode(given)), Slice.of(field, 5, given.length));
        assertThat(new double[] {field[4], field[5 + given.length]}).containsOnly(0);
        assertThat(ArrayPayload.copy(Slice.of(field, 5, given.length)).array()).isEqualTo(given);
    }

    @Test
    void aPlaceOfThisProcessIsCopiedAlsoWhereItOverlaps() {
        int[] array = {1, 2, 3, 4, 5, 6};
        codec.takeInto(codec.encode(Slice.of(array, 0, 5)), Slice.of(array, 1, 5));
        assertThat(array).containsExactly(1, 1, 2, 3, 4, 5);
    }

    @Test
    void anotherLengthIsRefusedAndThePlaceIsUnchanged() {
        int[] place = {1, 2, 3};
        assertThatThrownBy(() -> codec.takeInto(codec.encode(new int[1000]), Slice.of(place)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("give a place of the length that is sent: the peer sent 1,000 ints, the place has 3");
        assertThat(place).containsExactly(1, 2, 3);
    }

    @Test
    void anotherTypeIsRefusedAndThePlaceIsUnchanged() {
        int[] place = {1, 2, 3};
        for (Object other : new Object[] {new float[3], "abc", 7, null}) {
            assertThatThrownBy(() -> codec.takeInto(codec.encode(other), Slice.of(place)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("give ints on all ranks");
        }
        assertThat(place).containsExactly(1, 2, 3);
    }

    private static Value received(Value sent) {
        return new Value(sent.content(), Payload.of(sent.payload().bytes()));
    }
}
