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
     * @param position in the history
     * @param members the master's view by now
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

    /** Whether somebody arrived or it was decided. */
    boolean isKnownToMaster() {
        return decided != null || !arrived.isEmpty();
    }

    /** The members that entered it. */
    public List<Occurrence.Called> called() {
        return Collections.unmodifiableList(called);
    }

    /** Arrivals that the master took in. */
    public List<Occurrence.Arrived> arrived() {
        return Collections.unmodifiableList(arrived);
    }

    /** Those of them before the decision. */
    public List<Occurrence.Arrived> arrivedInTime() {
        return Collections.unmodifiableList(arrived.subList(0, arrivedBefore));
    }

    /** The members that said before the decision that they hold their part. */
    public List<Occurrence.Held> heldInTime() {
        return Collections.unmodifiableList(held.subList(0, heldBefore));
    }

    /** The results. */
    public List<Occurrence.Returned> returned() {
        return Collections.unmodifiableList(returned);
    }

    /** Results from before the decision, which must not be. */
    public List<Occurrence.Returned> returnedEarly() {
        return decided == null ? returned() : Collections.unmodifiableList(returned.subList(0, returnedBefore));
    }

    /** Calls that ended without a verdict. */
    public List<Occurrence.Failed> failed() {
        return Collections.unmodifiableList(failed);
    }

    /** The first decision that left the master, or null. */
    public Occurrence.Decided decided() {
        return decided;
    }

    /** Position of that decision in the history; if there is none, after everything. */
    public int decidedAt() {
        return decidedAt;
    }

    /** Incarnations by rank, as fixed when the first arrival reached the master. */
    public Map<Integer, Long> view() {
        return view;
    }
}
