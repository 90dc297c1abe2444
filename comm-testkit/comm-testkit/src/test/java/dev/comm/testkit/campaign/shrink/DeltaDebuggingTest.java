package dev.comm.testkit.campaign.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list of causes is reduced to the necessary ones. */
class DeltaDebuggingTest {
    @Test
    void exactlyTheNeededElementsStayInTheirOrder() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(60);
            Set<Integer> needed = new TreeSet<>();
            int many = random.nextInt(5);
            for (int i = 0; i < many; i++) {
                needed.add(random.nextInt(size));
            }
            List<Integer> all = IntStream.range(0, size).boxed().toList();
            assertThat(new DeltaDebugging<Integer>(some -> some.containsAll(needed)).minimal(all))
                    .as("%d of %d", needed.size(), size)
                    .containsExactlyElementsOf(needed);
        }
    }

    @Test
    void eachElementOfTheResultIsNeededEvenIfTheFailureIsNotMonotone() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 100; round++) {
            long salt = random.nextLong();
            List<Integer> all = IntStream.range(0, 12).boxed().toList();
            DeltaDebugging<Integer> search = new DeltaDebugging<>(some -> odd(some, salt, all));
            List<Integer> minimal = search.minimal(all);
            assertThat(odd(minimal, salt, all)).isTrue();
            for (int i = 0; i < minimal.size(); i++) {
                List<Integer> fewer = new ArrayList<>(minimal);
                fewer.remove(i);
                assertThat(odd(fewer, salt, all))
                        .as("%s without %d", minimal, i)
                        .isFalse();
            }
        }
    }

    /** Returns true for the whole list and for an arbitrary third of all subsets. */
    private static boolean odd(List<Integer> some, long salt, List<Integer> all) {
        return some.equals(all) || new SplittableRandom(some.hashCode() ^ salt).nextInt(3) == 0;
    }

    @Test
    void aFailureWithoutAnyCauseIsSeenAtTheFirstTry() {
        AtomicInteger tries = new AtomicInteger();
        DeltaDebugging<String> search = new DeltaDebugging<>(some -> {
            tries.incrementAndGet();
            return true;
        });
        assertThat(search.minimal(List.of("a", "b", "c"))).isEmpty();
        assertThat(tries).hasValue(1);
    }

    @Test
    void whatWasFoundStaysWhenTheSearchHasToEnd() {
        AtomicInteger tries = new AtomicInteger();
        List<Integer> all = IntStream.range(0, 64).boxed().toList();
        List<Integer> found =
                new DeltaDebugging<Integer>(some -> tries.incrementAndGet() <= 3 && some.contains(5)).minimal(all);
        assertThat(found).contains(5).hasSizeLessThan(64);
    }
}
