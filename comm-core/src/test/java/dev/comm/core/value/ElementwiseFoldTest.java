package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Elementwise;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** R1: the operators that Comm knows give the bits of the left fold in rank order. */
class ElementwiseFoldTest {
    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());

    static Stream<Arguments> numbers() {
        return Stream.of(
                row(Elementwise.SUM, 6, 1, 2, 3),
                row(Elementwise.SUM, Integer.MIN_VALUE, Integer.MAX_VALUE, 1),
                row(Elementwise.SUM, 6L, 1L, 2L, 3L),
                row(Elementwise.SUM, 0.0, 1e16, 1.0, -1e16),
                row(Elementwise.SUM, -0.0, -0.0, -0.0),
                row(Elementwise.SUM, Double.NaN, 1.0, Double.NaN, 2.0),
                row(Elementwise.PRODUCT, 24, 2, 3, 4),
                row(Elementwise.PRODUCT, Long.MIN_VALUE, 1L << 62, 2L),
                row(Elementwise.PRODUCT, Double.NaN, Double.POSITIVE_INFINITY, 0.0),
                row(Elementwise.MIN, -5L, 3L, -5L, 9L),
                row(Elementwise.MIN, -0.0, 0.0, -0.0),
                row(Elementwise.MIN, -0.0, -0.0, 0.0),
                row(Elementwise.MIN, Double.NaN, 1.0, Double.NaN),
                row(Elementwise.MIN, Double.NaN, Double.NaN, 1.0),
                row(Elementwise.MAX, 9, 3, -5, 9),
                row(Elementwise.MAX, 0.0, -0.0, 0.0),
                row(Elementwise.MAX, 0.0, 0.0, -0.0),
                row(Elementwise.MAX, Double.NaN, 1.0, Double.NaN),
                row(Elementwise.MAX, Double.NaN, Double.NaN, 1.0),
                row(Elementwise.AND, 8, 12, 10),
                row(Elementwise.OR, 14L, 12L, 10L),
                row(Elementwise.XOR, 6, 12, 10),
                row(Elementwise.AND, false, true, false),
                row(Elementwise.OR, true, false, true),
                row(Elementwise.XOR, true, true, true, true));
    }

    private static Arguments row(Elementwise operator, Object expected, Object... given) {
        return Arguments.of(operator, expected, List.of(given));
    }

    @ParameterizedTest(name = "{0} of {2} is {1}")
    @MethodSource("numbers")
    void r1_numbersAreCombinedAsInJava(Elementwise operator, Object expected, List<?> given) {
        assertThat(fold(operator, given.toArray())).isEqualTo(expected);
    }

    /** Compares with a fold of single numbers. The values make every order of the sums another result. */
    @ParameterizedTest
    @EnumSource(names = {"SUM", "PRODUCT", "MIN", "MAX"})
    void r1_doublesHaveTheBitsOfTheLeftFold(Elementwise operator) {
        int length = 20_003;
        double[][] given = new double[5][length];
        for (int rank = 0; rank < given.length; rank++) {
            for (int i = 0; i < length; i++) {
                given[rank][i] = Math.scalb((i * 31 + rank * 17) % 1009 / 7.0, (i + 5 * rank) % 60 - 30);
            }
        }
        BinaryOperator<Double> one = switch (operator) {
            case SUM -> Double::sum;
            case PRODUCT -> (a, b) -> a * b;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case AND, OR, XOR -> throw new IllegalStateException();
        };
        double[] folded = (double[]) fold(operator, (Object[]) given);
        for (int i = 0; i < length; i++) {
            int at = i;
            double expected =
                    Arrays.stream(given).map(each -> each[at]).reduce(one).orElseThrow();
            assertThat(Double.doubleToRawLongBits(folded[i])).isEqualTo(Double.doubleToRawLongBits(expected));
        }
    }

    @Test
    void eachTypeOfArrayIsCombinedElementByElement() {
        assertThat(fold(Elementwise.SUM, new int[] {1, 2}, new int[] {10, 20})).isEqualTo(new int[] {11, 22});
        assertThat(fold(Elementwise.XOR, new long[] {6, 2}, new long[] {3, 2})).isEqualTo(new long[] {5, 0});
        assertThat(fold(Elementwise.MAX, new float[] {1, 2}, new float[] {0, 20}))
                .isEqualTo(new float[] {1, 20});
        assertThat(fold(Elementwise.SUM, new double[0], new double[0])).isEqualTo(new double[0]);
        assertThat(fold(Elementwise.SUM, Slice.of(new int[] {9, 1, 2}, 1, 2), new int[] {10, 20}))
                .isEqualTo(new int[] {11, 22});
    }

    @Test
    void anotherLengthFailsWithBothRanksAndLengths() {
        assertThatThrownBy(() -> fold(Elementwise.SUM, new double[1024], new double[1024], new double[1000]))
                .isInstanceOf(CollectiveFailedException.class)
                .hasMessage("give values of one type and length on all ranks:"
                        + " rank 2 gave 1,000 doubles, rank 0 gave 1,024 doubles");
    }

    @Test
    void anotherTypeOrNoValueFailsWithTheRank() {
        assertThatThrownBy(() -> fold(Elementwise.SUM, new int[2], new float[2]))
                .hasMessageEndingWith("rank 1 gave 2 floats, rank 0 gave 2 ints");
        assertThatThrownBy(() -> fold(Elementwise.SUM, 1, new int[1])).hasMessageContaining("rank 1 gave 1 ints");
        assertThatThrownBy(() -> fold(Elementwise.SUM, 1, null))
                .hasMessage("give a value on every rank: rank 1 gave null");
        assertThatThrownBy(() -> fold(Elementwise.SUM, "a", "b"))
                .hasMessageContaining("give numbers or arrays of numbers to SUM: rank 0 gave another value");
    }

    @Test
    void aValueThatItsRankCouldNotWriteFailsWithItsReason() {
        Value failed = codec.encodeFailure(new IllegalStateException("no data"), 1);
        List<Contribution> given = List.of(new Contribution(0, codec.encode(1)), new Contribution(1, failed));
        assertThatThrownBy(() -> ElementwiseFold.fold(Elementwise.SUM, given))
                .isInstanceOf(CollectiveFailedException.class)
                .hasMessage("rank 1 could not give its value: java.lang.IllegalStateException: no data");
    }

    /** A damaged or hostile value has a length that its form cannot have. */
    @Test
    void aValueOfAnImpossibleLengthFails() {
        for (int form : new int[] {BuiltInForm.INT.code(), BuiltInForm.BOOLEAN.code(), BuiltInForm.DOUBLES.code()}) {
            for (int length : new int[] {0, 3, 12}) {
                Value odd = new Value(new Content(Content.Kind.VALUE, form, length), Payload.of(new byte[length]));
                if (form == BuiltInForm.DOUBLES.code() && length == 0) {
                    continue;
                }
                assertThatThrownBy(() -> ElementwiseFold.fold(
                                Elementwise.SUM, List.of(new Contribution(0, odd), new Contribution(1, odd))))
                        .isInstanceOf(CollectiveFailedException.class);
            }
        }
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(Elementwise.SUM, "text"),
                Arguments.of(Elementwise.SUM, true),
                Arguments.of(Elementwise.SUM, new byte[1]),
                Arguments.of(Elementwise.SUM, new Integer[] {1}),
                Arguments.of(Elementwise.AND, 1.0),
                Arguments.of(Elementwise.AND, new float[1]),
                Arguments.of(Elementwise.XOR, Slice.of(new double[1])),
                Arguments.of(Elementwise.MAX, Slice.of(new byte[1])));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("unfit")
    void aTypeThatTheOperatorCannotCombineIsRefusedAtTheCall(Elementwise operator, Object value) {
        assertThatThrownBy(() -> ElementwiseFold.check(operator, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("give int[], long[],")
                .hasMessageContaining(" to " + operator + ", not ");
    }

    private Object fold(Elementwise operator, Object... given) {
        List<Contribution> all = new ArrayList<>();
        for (Object each : given) {
            all.add(new Contribution(all.size(), codec.encode(each)));
        }
        ElementwiseFold.Folded folded = ElementwiseFold.fold(operator, all);
        Object read = codec.decode(folded.value(), Object.class);
        assertThat(folded.array()).isIn(null, read);
        return read;
    }
}
