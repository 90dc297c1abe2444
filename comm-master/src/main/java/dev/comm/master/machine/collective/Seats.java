package dev.comm.master.machine.collective;

import dev.comm.api.Departure;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;

/** The arrival states of an instance by rank, with a count of the members that it waits for. */
final class Seats {
    private final List<Seat> byRank;
    private final List<Seat> all;
    private int unsettled;

    /**
     * Creates the states of an instance.
     *
     * @param byRank states by rank; null for ranks outside the view
     */
    Seats(List<Seat> byRank) {
        this.byRank = byRank;
        this.all = new ArrayList<>(byRank.size());
        for (Seat seat : byRank) {
            if (seat != null) {
                all.add(seat);
            }
        }
        unsettled = all.size();
    }

    /** All members of the view in rank order, also departed ones. */
    List<Seat> all() {
        return all;
    }

    /** The members that have not departed, in rank order. */
    List<Seat> living() {
        List<Seat> some = new ArrayList<>(all.size());
        for (Seat seat : all) {
            if (!seat.isGone()) {
                some.add(seat);
            }
        }
        return some;
    }

    /** The state of rank 0, or null if it is not in the view or departed. */
    Seat local() {
        Seat seat = byRank.isEmpty() ? null : byRank.get(0);
        return seat == null || seat.isGone() ? null : seat;
    }

    /** The state of a node in this incarnation, or null. */
    Seat of(Node node) {
        Seat seat = node.rank() < byRank.size() ? byRank.get(node.rank()) : null;
        return seat != null && seat.node() == node ? seat : null;
    }

    /** Whether the instance does not wait for rank 0. */
    boolean localIsSettled() {
        return local() == null || local().isSettled();
    }

    /** Records an arrival. */
    void arrive(Seat seat, Signature called, Value value) {
        boolean before = seat.isSettled();
        seat.arrive(called, value);
        count(before, seat.isSettled());
    }

    /** A member is gone. */
    void depart(Seat seat, Departure departure, MasterStep step) {
        boolean before = seat.isSettled();
        seat.depart(departure, step);
        count(before, seat.isSettled());
    }

    /** Records a valid acknowledgement of a part. */
    void verify(Seat seat) {
        boolean before = seat.isSettled();
        seat.verify();
        count(before, seat.isSettled());
    }

    private void count(boolean before, boolean after) {
        unsettled += before == after ? 0 : before ? 1 : -1;
    }

    /** Recounts after a change of many states. */
    void recount() {
        unsettled = unsettled().size();
    }

    int unsettledCount() {
        return unsettled;
    }

    /** The members that the instance waits for, in rank order. */
    List<Seat> unsettled() {
        List<Seat> some = new ArrayList<>();
        for (Seat seat : all) {
            if (!seat.isSettled()) {
                some.add(seat);
            }
        }
        return some;
    }

    /** The number of members that arrived and have not departed. */
    int presentCount() {
        int count = 0;
        for (Seat seat : all) {
            count += seat.isPresent() ? 1 : 0;
        }
        return count;
    }
}
