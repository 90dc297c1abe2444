package dev.comm.master.machine.collective;

import dev.comm.api.Departure;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;

/** The arrival states of an instance by rank, with the number of members that the instance waits for. */
final class ArrivalTable {
    private final List<ArrivalState> byRank;
    private final List<ArrivalState> all;
    private int unsettled;

    /**
     * Creates the states of an instance.
     *
     * @param byRank states by rank; null for ranks outside the view
     */
    ArrivalTable(List<ArrivalState> byRank) {
        this.byRank = byRank;
        this.all = new ArrayList<>(byRank.size());
        for (ArrivalState arrival : byRank) {
            if (arrival != null) {
                all.add(arrival);
            }
        }
        recount();
    }

    /** Returns all members of the view in rank order, also departed ones. */
    List<ArrivalState> all() {
        return all;
    }

    /** Returns the members that have not departed, in rank order. */
    List<ArrivalState> living() {
        List<ArrivalState> some = new ArrayList<>(all.size());
        for (ArrivalState arrival : all) {
            if (!arrival.isGone()) {
                some.add(arrival);
            }
        }
        return some;
    }

    /** Returns the state of rank 0, or null if rank 0 is not in the view or has departed. */
    ArrivalState local() {
        ArrivalState arrival = byRank.isEmpty() ? null : byRank.get(0);
        return arrival == null || arrival.isGone() ? null : arrival;
    }

    /** Returns the state of a node in this incarnation, or null. */
    ArrivalState of(Node node) {
        ArrivalState arrival = node.rank() < byRank.size() ? byRank.get(node.rank()) : null;
        return arrival != null && arrival.node() == node ? arrival : null;
    }

    /** Returns whether the instance does not wait for rank 0. */
    boolean localIsSettled() {
        return local() == null || local().isSettled();
    }

    /** Records an arrival. */
    void arrive(ArrivalState arrival, CallSignature called, GivenValue value) {
        boolean before = arrival.isSettled();
        arrival.arrive(called, value);
        count(before, arrival.isSettled());
    }

    /** Records the departure of a member. */
    void depart(ArrivalState arrival, Departure departure, MasterStep step) {
        boolean before = arrival.isSettled();
        arrival.depart(departure, step);
        count(before, arrival.isSettled());
    }

    /** Records a valid acknowledgement of a part. */
    void verify(ArrivalState arrival) {
        boolean before = arrival.isSettled();
        arrival.verify();
        count(before, arrival.isSettled());
    }

    /** Records that a member has closed the duplicate. If the member has not arrived, it never will. */
    void release(ArrivalState arrival) {
        boolean before = arrival.isSettled();
        arrival.release();
        count(before, arrival.isSettled());
    }

    /** Returns the living members that have closed the duplicate before this call, in rank order. */
    List<ArrivalState> neverComing() {
        List<ArrivalState> some = List.of();
        for (ArrivalState arrival : all) {
            if (arrival.neverComes()) {
                some = some.isEmpty() ? new ArrayList<>() : some;
                some.add(arrival);
            }
        }
        return some;
    }

    private void count(boolean before, boolean after) {
        unsettled += before == after ? 0 : before ? 1 : -1;
    }

    /** Counts the unsettled members again, after a change of many states. */
    void recount() {
        unsettled = unsettled().size();
    }

    int unsettledCount() {
        return unsettled;
    }

    /** Returns the members that the instance waits for, in rank order. */
    List<ArrivalState> unsettled() {
        List<ArrivalState> some = new ArrayList<>();
        for (ArrivalState arrival : all) {
            if (!arrival.isSettled()) {
                some.add(arrival);
            }
        }
        return some;
    }

    /** Returns the number of members that arrived and have not departed. */
    int presentCount() {
        int count = 0;
        for (ArrivalState arrival : all) {
            count += arrival.isPresent() ? 1 : 0;
        }
        return count;
    }
}
