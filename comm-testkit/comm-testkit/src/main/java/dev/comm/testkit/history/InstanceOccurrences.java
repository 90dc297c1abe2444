package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The events of one instance, in order. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class InstanceOccurrences {
    private final List<Occurrence.Called> called = new ArrayList<>();
    private final List<Occurrence.Arrived> arrived = new ArrayList<>();
    private final List<Occurrence.Held> held = new ArrayList<>();
    private final List<Occurrence.Returned> returned = new ArrayList<>();
    private final List<Occurrence.Failed> failed = new ArrayList<>();
    private Map<Integer, Long> view = Map.of();
    private Occurrence.Decided decided;
    private int decidedAt = Integer.MAX_VALUE;
    private int arrivedBefore;
    private int heldBefore;
    private int returnedBefore;

    /**
     * Adds the next event.
     *
     * @param position the position of the event in the history
     * @param members the present view of the master
     */
    void add(Occurrence.OfInstance occurrence, int position, Map<Integer, Long> members) {
        if (occurrence instanceof Occurrence.Called call) {
            called.add(call);
        } else if (occurrence instanceof Occurrence.Arrived arrival) {
            view = arrived.isEmpty() ? members : view;
            arrived.add(arrival);
        } else if (occurrence instanceof Occurrence.Held part) {
            held.add(part);
        } else if (occurrence instanceof Occurrence.Decided decision && decided == null) {
            decided = decision;
            decidedAt = position;
            arrivedBefore = arrived.size();
            heldBefore = held.size();
            returnedBefore = returned.size();
        } else if (occurrence instanceof Occurrence.Returned result) {
            returned.add(result);
        } else if (occurrence instanceof Occurrence.Failed failure) {
            failed.add(failure);
        }
    }

    /** Returns whether the instance has an arrival or a decision. */
    boolean isKnownToMaster() {
        return decided != null || !arrived.isEmpty();
    }

    /** Returns the calls of the members that entered the instance. */
    public List<Occurrence.Called> called() {
        return Collections.unmodifiableList(called);
    }

    /** Returns the arrivals that the master received. */
    public List<Occurrence.Arrived> arrived() {
        return Collections.unmodifiableList(arrived);
    }

    /** Returns the arrivals that the master received before the decision. */
    public List<Occurrence.Arrived> arrivedInTime() {
        return Collections.unmodifiableList(arrived.subList(0, arrivedBefore));
    }

    /** Returns the confirmations before the decision of members that hold their part. */
    public List<Occurrence.Held> heldInTime() {
        return Collections.unmodifiableList(held.subList(0, heldBefore));
    }

    /** Returns the results. */
    public List<Occurrence.Returned> returned() {
        return Collections.unmodifiableList(returned);
    }

    /** Returns the results from before the decision, which break a promise. */
    public List<Occurrence.Returned> returnedEarly() {
        return decided == null ? returned() : Collections.unmodifiableList(returned.subList(0, returnedBefore));
    }

    /** Returns the calls that ended without a verdict. */
    public List<Occurrence.Failed> failed() {
        return Collections.unmodifiableList(failed);
    }

    /** Returns the first decision that left the master, or null. */
    public Occurrence.Decided decided() {
        return decided;
    }

    /**
     * Returns the position of the first decision in the history. Without a decision, the position is after all events.
     */
    public int decidedAt() {
        return decidedAt;
    }

    /** Returns the incarnations by rank, as fixed when the first arrival reached the master. */
    public Map<Integer, Long> view() {
        return view;
    }
}
