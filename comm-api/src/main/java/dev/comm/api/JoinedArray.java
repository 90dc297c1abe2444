package dev.comm.api;

import org.apiguardian.api.API;

/**
 * One array made of the pieces of all ranks in rank order, without gaps. Each rank keeps its slot: a rank without a
 * piece has a marked slot, and its elements are not in the array (C1).
 *
 * <pre>{@code
 * JoinedArray<double[]> field = comm.collectArray(Slice.of(own, width, rows * width));
 * if (comm.rank() == 0 && field.pieces().missing().isEmpty()) {
 *     save(field.array());
 * }
 * }</pre>
 *
 * @param array the array, or null on a rank that receives nothing
 * @param pieces the place of each rank's piece in the array, by rank
 * @param <A> type of the array
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JoinedArray<A>(A array, Collected<Slice<A>> pieces) {
    /** Returns the agreed result. */
    public Verdict verdict() {
        return pieces.verdict();
    }

    /**
     * Returns whether the array has the piece of a rank.
     *
     * @throws java.util.NoSuchElementException if there is no such rank, or this rank receives nothing
     */
    public boolean isPresent(int rank) {
        return pieces.at(rank).isPresent();
    }
}
