package dev.comm.api;

import dev.comm.api.error.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A place in a primitive array: {@code count} elements from {@code from} on. The array is an {@code int[]},
 * {@code long[]}, {@code float[]}, {@code double[]} or {@code byte[]}.
 *
 * <p>An array is a value: Comm never changes it, and a result is a new array. A slice is a place. Comm sends its
 * elements without a copy of the array, and writes received elements into it without a new array. Comm writes only
 * after the whole value has come and the call has succeeded; after any failure the elements are unchanged. There is one
 * exception: if a value above the limit of memory comes from a spool file, and the disk fails in the middle, a part of
 * the elements is written.
 *
 * <p>A slice that is sent arrives as an array, or is received into another slice of the same type and length. The
 * program must not change the elements of a slice until the call that sends it has ended. A collective goes on if its
 * thread is interrupted or its stage is cancelled; its elements must not change before a later collective of the
 * communicator has a verdict.
 *
 * <pre>{@code
 * double[] field = new double[rows * width];
 * Slice<double[]> firstRow = Slice.of(field, 0, width);
 * List<Slice<double[]>> blocks = Slice.cutEven(field, comm.size());
 * }</pre>
 *
 * @param <A> type of the array
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Slice<A> {
    private static final int PLACES_MAX = 1_000_000;

    private final A array;
    private final int from;
    private final int count;

    private Slice(A array, int from, int count) {
        this.array = array;
        this.from = from;
        this.count = count;
    }

    /**
     * Returns a place in an array.
     *
     * @throws IllegalArgumentException if the array is not one of the five types of primitive arrays
     * @throws IndexOutOfBoundsException if the array has no such range
     */
    public static <A> Slice<A> of(A array, int from, int count) {
        Objects.checkFromIndexSize(from, count, length(array));
        return new Slice<>(array, from, count);
    }

    /**
     * Returns the whole array as a place.
     *
     * @throws IllegalArgumentException if the array is not one of the five types of primitive arrays
     */
    public static <A> Slice<A> of(A array) {
        return new Slice<>(array, 0, length(array));
    }

    /**
     * Cuts the whole array into places of the given lengths, one after the other.
     *
     * @throws IllegalArgumentException if a length is negative, or if the lengths do not add up to that of the array
     */
    public static <A> List<Slice<A>> cut(A array, int... counts) {
        long sum = 0;
        for (int count : Arguments.given(counts, "the lengths of the places")) {
            sum += Arguments.atLeast(0, count, "a length");
        }
        if (sum != length(array)) {
            throw new IllegalArgumentException(
                    "give lengths that add up to " + length(array) + ", which is the length of the array, not " + sum);
        }
        List<Slice<A>> all = new ArrayList<>(counts.length);
        int from = 0;
        for (int count : counts) {
            all.add(new Slice<>(array, from, count));
            from += count;
        }
        return List.copyOf(all);
    }

    /**
     * Cuts the whole array into places of nearly equal lengths. The first places have one element more if the length is
     * not divisible.
     *
     * @throws IllegalArgumentException if the number of places is less than 1 or more than a million
     */
    public static <A> List<Slice<A>> cutEven(A array, int places) {
        if (Arguments.atLeast(1, places, "a number of places") > PLACES_MAX) {
            throw new IllegalArgumentException("give at most " + PLACES_MAX + " places, not " + places);
        }
        int[] counts = new int[places];
        int length = length(array);
        for (int i = 0; i < places; i++) {
            counts[i] = length / places + (i < length % places ? 1 : 0);
        }
        return cut(array, counts);
    }

    /** Returns the array. */
    public A array() {
        return array;
    }

    /** Returns the index of the first element. */
    public int from() {
        return from;
    }

    /** Returns the number of elements. */
    public int count() {
        return count;
    }

    @Override
    public String toString() {
        return array.getClass().getSimpleName() + " " + from + "+" + count;
    }

    private static int length(Object array) {
        Arguments.given(array, "an array");
        if (array instanceof double[] doubles) {
            return doubles.length;
        }
        if (array instanceof float[] floats) {
            return floats.length;
        }
        if (array instanceof long[] longs) {
            return longs.length;
        }
        if (array instanceof int[] ints) {
            return ints.length;
        }
        if (array instanceof byte[] bytes) {
            return bytes.length;
        }
        throw new IllegalArgumentException("give an int[], long[], float[], double[] or byte[], not a "
                + array.getClass().getTypeName());
    }
}
