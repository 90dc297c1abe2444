package dev.comm.core.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.IntToLongFunction;
import org.apiguardian.api.API;

/**
 * The duplicates that this process has not closed, and their members. A member that joins after the creation of a
 * duplicate is not part of it. This is true even if the member takes the rank of a lost one. Communicator 0 has all
 * members.
 *
 * <p>For one thread at a time.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CommunicatorMembers {
    /**
     * The placeholder for the incarnation of a member that this process has not seen yet. The first incarnation of the
     * rank that this process sees is part of the duplicate.
     */
    public static final long UNSEEN = Long.MIN_VALUE;

    private static final long NOT_PART = 0;

    /** The incarnations of the members by rank, for each duplicate. */
    private final Map<Integer, long[]> duplicates = new HashMap<>();

    private int highest;

    /** Creates a table without duplicates. */
    public CommunicatorMembers() {}

    /**
     * Records that a duplicate was created. The ids of duplicates only increase.
     *
     * @param ranks the members
     * @param incarnationOf function from a rank to its incarnation, or to {@link #UNSEEN}
     */
    public void created(int id, SortedSet<Integer> ranks, IntToLongFunction incarnationOf) {
        long[] incarnations = new long[ranks.isEmpty() ? 0 : ranks.last() + 1];
        for (int rank : ranks) {
            incarnations[rank] = incarnationOf.applyAsLong(rank);
        }
        duplicates.put(id, incarnations);
        highest = Math.max(highest, id);
    }

    /** Records that this process has closed a duplicate. */
    public void closed(int id) {
        duplicates.remove(id);
    }

    /** Returns whether this process has closed a duplicate. This process drops frames for such a duplicate. */
    public boolean isClosed(int id) {
        return id > 0 && id <= highest && !duplicates.containsKey(id);
    }

    /** Returns whether a member is part of a communicator that this process has not closed. */
    public boolean includes(int id, int rank, long incarnation) {
        if (id == 0) {
            return true;
        }
        long[] incarnations = duplicates.get(id);
        if (incarnations == null || rank >= incarnations.length || incarnations[rank] == NOT_PART) {
            return false;
        }
        if (incarnations[rank] == UNSEEN) {
            incarnations[rank] = incarnation;
        }
        return incarnations[rank] == incarnation;
    }

    /** Records that this process has seen a member join the view. */
    public void seen(int rank, long incarnation) {
        for (long[] incarnations : duplicates.values()) {
            if (rank < incarnations.length && incarnations[rank] == UNSEEN) {
                incarnations[rank] = incarnation;
            }
        }
    }

    /** Returns the open communicators that an incarnation is or was part of, with communicator 0. */
    public List<Integer> of(int rank, long incarnation) {
        List<Integer> all = new ArrayList<>(List.of(0));
        duplicates.forEach((id, incarnations) -> {
            if (rank < incarnations.length && incarnations[rank] == incarnation) {
                all.add(id);
            }
        });
        return all;
    }

    /** Returns the failure of a call on a duplicate that this process has closed. */
    public static Failure closedFailure() {
        return new Failure(
                Failure.Kind.CLOSED, "close a duplicate after its last call: this process has closed this one");
    }

    /** Returns the failure of a receive from any rank of a communicator without another member. */
    public static Failure noneLeft() {
        return new Failure(
                Failure.Kind.MEMBER_LOST,
                "end the loop that receives: no other member of this communicator lives, and all that was sent was"
                        + " received");
    }

    /** Returns the failure of a message to or from a rank that is not part of a duplicate. */
    public static Failure notPart(int rank) {
        return new Failure(
                Failure.Kind.MEMBER_LOST,
                "make a new duplicate to reach it: rank " + rank
                        + " is not part of this one, because it joined after this one was made");
    }
}
