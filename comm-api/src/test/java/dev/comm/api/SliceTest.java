package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slice is a place in a primitive array. */
class SliceTest {
    @ParameterizedTest(name = "{0} elements in {1} places")
    @CsvSource({"10, 3, 4 3 3", "2, 4, 1 1 0 0", "0, 2, 0 0", "7, 1, 7", "8, 4, 2 2 2 2"})
    void anArrayIsCutIntoPlacesThatFollowEachOther(int length, int places, String counts) {
        List<Slice<long[]>> all = Slice.cutEven(new long[length], places);
        assertThat(all).extracting(each -> String.valueOf(each.count())).containsExactly(counts.split(" "));
        int next = 0;
        for (Slice<long[]> each : all) {
            assertThat(each.from()).isEqualTo(next);
            next += each.count();
        }
        assertThat(next).isEqualTo(length);
    }

    @Test
    void lengthsThatDoNotFillTheArrayAreRefused() {
        assertThatThrownBy(() -> Slice.cut(new int[5], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("give lengths that add up to 5, which is the length of the array, not 4");
        assertThatThrownBy(() -> Slice.cut(new int[2], Integer.MAX_VALUE, Integer.MAX_VALUE, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 4294967298");
        assertThatThrownBy(() -> Slice.cut(new int[2], 3, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slice.cutEven(new int[2], 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceOutsideTheArrayIsRefused() {
        assertThatThrownBy(() -> Slice.of(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Slice.of(new byte[4], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Slice.of(new byte[4], 4, 0).count()).isZero();
    }

    @Test
    void anotherTypeIsRefusedWithTheTypesThatArePossible() {
        assertThatThrownBy(() -> Slice.of(new short[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("give an int[], long[], float[], double[] or byte[], not a short[]");
        assertThatThrownBy(() -> Slice.of("text")).hasMessageContaining("not a java.lang.String");
        assertThatThrownBy(() -> Slice.of(null)).isInstanceOf(NullPointerException.class);
    }
}
