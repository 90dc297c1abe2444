package dev.comm.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The objects that a program captured are found if they are still empty. */
class CapturedStateTest {
    private static boolean isEmpty(CommProgram program) {
        return CapturedState.isEmpty(new Body.EveryRank(program));
    }

    @Test
    void anEmptyListACounterAnArrayAndAReferenceAreFound() {
        List<Integer> list = new ArrayList<>();
        AtomicInteger counter = new AtomicInteger();
        AtomicReference<String> reference = new AtomicReference<>();
        long[] sums = new long[2];
        assertThat(isEmpty(comm -> list.add(comm.rank()))).isTrue();
        assertThat(isEmpty(comm -> counter.incrementAndGet())).isTrue();
        assertThat(isEmpty(comm -> reference.set("here"))).isTrue();
        assertThat(isEmpty(comm -> sums[0] = 3)).isTrue();
    }

    @Test
    void aProgramThatCapturesNothingOrFilledObjectsIsNot() {
        List<Integer> list = List.of(7);
        String text = "";
        int[] shares = {1, 2};
        assertThat(isEmpty(comm -> comm.barrier())).isFalse();
        assertThat(isEmpty(comm -> comm.collect(list.get(0) + text.length() + shares[1])))
                .isFalse();
    }
}
