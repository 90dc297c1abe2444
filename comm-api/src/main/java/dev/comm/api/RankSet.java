package dev.comm.api;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A sorted set of ranks, stored as runs of consecutive ranks. The survivors among thousands of ranks are usually one
 * run, which takes as little memory as three ranks.
 *
 * <p>Immutable and safe for several threads; every mutator throws {@link UnsupportedOperationException}.
 * {@link #subSet} returns a copy, not a view. Serialization writes an unmodifiable sorted set of the JDK.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RankSet extends AbstractSet<Integer> implements SortedSet<Integer>, Serializable {
    /** The empty set. */
    public static final RankSet NONE = new RankSet(new int[0], 0);

    private static final long serialVersionUID = 1;

    /** The first and the last rank of each run, ascending. Between two runs at least one rank is missing. */
    private final int[] bounds;

    private final int size;

    private RankSet(int[] bounds, int size) {
        this.bounds = bounds;
        this.size = size;
    }

    /**
     * Creates a set of the given ranks.
     *
     * @throws IllegalArgumentException if the ranks do not ascend, or a rank is negative
     */
    public static RankSet of(int... ascending) {
        Builder builder = new Builder();
        for (int rank : ascending) {
            builder.add(rank);
        }
        return builder.build();
    }

    /**
     * Copies the ranks of a collection, which may have any order.
     *
     * @throws IllegalArgumentException if a rank is negative
     */
    public static RankSet copyOf(Collection<Integer> ranks) {
        if (ranks instanceof RankSet same) {
            return same;
        }
        Builder builder = new Builder();
        ranks.stream().mapToInt(Integer::intValue).sorted().distinct().forEach(builder::add);
        return builder.build();
    }

    /** Returns the number of runs of consecutive ranks. */
    public int runs() {
        return bounds.length / 2;
    }

    /** Returns the lowest rank of the run with the given index, which counts from 0. */
    public int firstOf(int run) {
        return bounds[2 * run];
    }

    /** Returns the highest rank of the run with the given index, which counts from 0. */
    public int lastOf(int run) {
        return bounds[2 * run + 1];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(Object o) {
        if (!(o instanceof Integer rank)) {
            return false;
        }
        int run = runFrom(rank);
        return run < runs() && firstOf(run) <= rank;
    }

    /** Returns the index of the first run that ends at or above the given rank. */
    private int runFrom(long rank) {
        int low = 0;
        int high = runs();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lastOf(middle) < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Iterator<Integer> iterator() {
        return new Walk();
    }

    /** Returns null, since the set has the natural order. */
    @Override
    public Comparator<? super Integer> comparator() {
        return null;
    }

    @Override
    public SortedSet<Integer> subSet(Integer from, Integer to) {
        if (from > to) {
            throw new IllegalArgumentException("the range must ascend, not run from " + from + " to " + to);
        }
        return between(from, to);
    }

    @Override
    public SortedSet<Integer> headSet(Integer to) {
        return between(0, to);
    }

    @Override
    public SortedSet<Integer> tailSet(Integer from) {
        return between(from, Long.MAX_VALUE);
    }

    private RankSet between(long from, long end) {
        Builder builder = new Builder();
        for (int run = runFrom(from); from < end && run < runs() && firstOf(run) < end; run++) {
            builder.addRun((int) Math.max(from, firstOf(run)), (int) Math.min(end - 1, lastOf(run)));
        }
        return builder.build();
    }

    @Override
    public Integer first() {
        checkNotEmpty();
        return bounds[0];
    }

    @Override
    public Integer last() {
        checkNotEmpty();
        return bounds[bounds.length - 1];
    }

    private void checkNotEmpty() {
        if (size == 0) {
            throw new NoSuchElementException("the set of ranks is empty");
        }
    }

    @Override
    public boolean addAll(Collection<? extends Integer> ranks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(Object rank) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeAll(Collection<?> ranks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeIf(Predicate<? super Integer> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean retainAll(Collection<?> ranks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /** Returns a set of the JDK to serialize in place of this set, because every JVM can deserialize it. */
    private Object writeReplace() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(this));
    }

    /**
     * Rejects deserialization, because only a forged stream contains this class, and the runs in such a stream could be
     * invalid.
     */
    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("a RankSet is serialized as a set of the JDK");
    }

    /** The iterator over the ranks. */
    private final class Walk implements Iterator<Integer> {
        private int run;
        private long next = size == 0 ? 0 : bounds[0];

        @Override
        public boolean hasNext() {
            return run < runs();
        }

        @Override
        public Integer next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more ranks");
            }
            int rank = (int) next++;
            if (rank == lastOf(run)) {
                run++;
                next = hasNext() ? firstOf(run) : next;
            }
            return rank;
        }
    }

    /** A builder of a set from ascending ranks. */
    public static final class Builder {
        private int[] bounds = new int[2];
        private int length;
        private int size;

        /** Adds a rank, which must be greater than all ranks added before. */
        public Builder add(int rank) {
            return addRun(rank, rank);
        }

        /**
         * Adds a run of ranks, all greater than the ranks added before. A run that continues the last one extends that
         * one.
         *
         * @throws IllegalArgumentException if the ranks are not greater, or a rank is negative
         */
        public Builder addRun(int first, int last) {
            if (first < 0 || last < first || length > 0 && first <= bounds[length - 1]) {
                throw new IllegalArgumentException("ranks must ascend from 0: " + first + " to " + last);
            }
            size = Math.addExact(size, Math.addExact(last - first, 1));
            if (length > 0 && first - 1 == bounds[length - 1]) {
                bounds[length - 1] = last;
                return this;
            }
            if (length == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * length);
            }
            bounds[length++] = first;
            bounds[length++] = last;
            return this;
        }

        /** Returns the number of ranks added before. */
        public int size() {
            return size;
        }

        /** Builds the set. */
        public RankSet build() {
            return length == 0 ? NONE : new RankSet(Arrays.copyOf(bounds, length), size);
        }
    }
}
