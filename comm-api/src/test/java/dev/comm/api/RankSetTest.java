package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankSetTest {
    private static final int HIGHEST = 40;

    /** Returns a random set of ranks with runs of all lengths. A set of the JDK holds the same ranks for comparison. */
    private static TreeSet<Integer> some(int seed) {
        Random random = new Random(seed);
        TreeSet<Integer> ranks = new TreeSet<>();
        int share = 1 + random.nextInt(9);
        for (int rank = 0; rank <= HIGHEST; rank++) {
            if (random.nextInt(10) < share) {
                ranks.add(rank);
            }
        }
        return ranks;
    }

    @Test
    void itIsASortedSetLikeThoseOfTheJdk() {
        for (int seed = 0; seed < 200; seed++) {
            TreeSet<Integer> expected = some(seed);
            RankSet ranks = RankSet.copyOf(expected);
            assertThat(ranks).containsExactlyElementsOf(expected).hasSize(expected.size());
            assertThat(ranks.equals(expected) && expected.equals(ranks)).isTrue();
            assertThat(ranks).hasSameHashCodeAs(expected).hasToString(expected.toString());
            for (int rank = -1; rank <= HIGHEST + 1; rank++) {
                assertThat(ranks.contains(rank)).isEqualTo(expected.contains(rank));
            }
        }
    }

    @Test
    void itsPartsAreThoseOfSortedSets() {
        for (int seed = 0; seed < 20; seed++) {
            TreeSet<Integer> expected = some(seed);
            RankSet ranks = RankSet.copyOf(expected);
            for (int from = 0; from <= HIGHEST + 1; from++) {
                assertThat(ranks.headSet(from)).isEqualTo(expected.headSet(from));
                assertThat(ranks.tailSet(from)).isEqualTo(expected.tailSet(from));
                for (int to = from; to <= HIGHEST + 1; to++) {
                    assertThat(ranks.subSet(from, to)).isEqualTo(expected.subSet(from, to));
                }
            }
            assertThat(ranks.first()).isEqualTo(expected.first());
            assertThat(ranks.last()).isEqualTo(expected.last());
        }
    }

    @Test
    void neighboursAreOneRun() {
        RankSet ranks = RankSet.of(0, 1, 2, 4, 6, 7);
        assertThat(ranks.runs()).isEqualTo(3);
        assertThat(ranks.firstOf(0)).isZero();
        assertThat(ranks.lastOf(0)).isEqualTo(2);
        assertThat(ranks.firstOf(2)).isEqualTo(6);
        assertThat(ranks.lastOf(2)).isEqualTo(7);
        assertThat(new RankSet.Builder().addRun(0, 2).addRun(3, 5).build()).isEqualTo(RankSet.of(0, 1, 2, 3, 4, 5));
    }

    @Test
    void aSetOfAnyOrderIsTakenAndOneOfItsKindIsNotCopied() {
        TreeSet<Integer> descending = new TreeSet<>(Collections.reverseOrder());
        descending.addAll(List.of(3, 1, 2));
        RankSet ranks = RankSet.copyOf(descending);
        assertThat(ranks).containsExactly(1, 2, 3);
        assertThat(RankSet.copyOf(List.of(2, 3, 2, 1))).isEqualTo(ranks);
        assertThat(RankSet.copyOf(ranks)).isSameAs(ranks);
    }

    @Test
    void theHighestRanksAreRanksToo() {
        int max = Integer.MAX_VALUE;
        RankSet ranks = new RankSet.Builder().addRun(max - 1, max).build();
        assertThat(ranks).containsExactly(max - 1, max).contains(max).doesNotContain(0);
        assertThat(ranks.tailSet(max)).containsExactly(max);
        assertThat(ranks).hasSameHashCodeAs(new TreeSet<>(ranks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1,0", "3,2", "5,5", "4,6"})
    void whatDoesNotAscendIsRefused(String run) {
        String[] bounds = run.split(",");
        RankSet.Builder builder = new RankSet.Builder().addRun(0, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.addRun(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1])));
        assertThat(builder.build()).hasSize(6);
    }

    @Test
    void nobodyChangesIt() {
        SortedSet<Integer> ranks = RankSet.of(0, 1);
        assertThatThrownBy(() -> ranks.add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ranks.remove(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(ranks::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(ranks).containsExactly(0, 1);
    }

    @Test
    void aChangeIsRefusedEvenIfItWouldChangeNothing() {
        List<Consumer<Set<Integer>>> changes = List.of(
                Set::clear,
                set -> set.remove(7),
                set -> set.remove("rank"),
                set -> set.addAll(List.of()),
                set -> set.removeAll(List.of(7)),
                set -> set.retainAll(set),
                set -> set.removeIf(rank -> false));
        for (Consumer<Set<Integer>> change : changes) {
            assertThatThrownBy(() -> change.accept(RankSet.NONE))
                    .as("change %d", changes.indexOf(change))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void itComesOutOfAStreamAsASetOfTheJdkOnly() throws Exception {
        RankSet ranks = RankSet.of(0, 1, 4);
        assertThat(read(written(ranks))).isEqualTo(ranks).isNotInstanceOf(RankSet.class);
        byte[] forged = written(new Forged());
        assertThatThrownBy(() -> read(forged)).isInstanceOf(InvalidObjectException.class);
    }

    /** An object with the fields of a set of ranks, whose runs are invalid. */
    private static final class Forged implements Serializable {
        private static final long serialVersionUID = 1;
        private final int[] bounds = {5, 3, -1, 2};
        private final int size = 1;
    }

    /** Returns a stream of objects in which a forged object claims to be a set of ranks. */
    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
            @Override
            protected void writeClassDescriptor(ObjectStreamClass type) throws IOException {
                super.writeClassDescriptor(
                        type.forClass() == Forged.class ? ObjectStreamClass.lookup(RankSet.class) : type);
            }
        }) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void nobodyIsFirstOrLastOfNone() {
        assertThat(RankSet.NONE).isEmpty();
        assertThatThrownBy(RankSet.NONE::first).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(RankSet.NONE::last).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> RankSet.NONE.iterator().next()).isInstanceOf(NoSuchElementException.class);
    }
}
