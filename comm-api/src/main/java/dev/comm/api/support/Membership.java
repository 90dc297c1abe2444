package dev.comm.api.support;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.View;
import dev.comm.api.machine.JoinCall;
import dev.comm.api.machine.Notice;
import dev.comm.api.machine.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What this process knows of its own place and of the others. Fed by notices under the step lock, read by any thread.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Membership {
    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Departure> lost = new ConcurrentSkipListMap<>();
    private final Map<Integer, Departure> gone = new ConcurrentSkipListMap<>();
    private volatile JoinCall.Joined joined;
    private volatile View view;

    /** Knows nothing yet. */
    public Membership() {}

    /** Takes a notice; listeners run here and only store or hand over. */
    public void onNotice(Notice notice) {
        if (notice instanceof Notice.ViewChanged changed) {
            see(changed.view());
            for (Departure departure : changed.departures()) {
                gone.put(departure.rank(), departure);
                if (!departure.cause().isPlanned()) {
                    lost.put(departure.rank(), departure);
                }
            }
        }
        for (Consumer<Notice> listener : listeners) {
            listener.accept(notice);
        }
    }

    /** This process has become a member. */
    public void onJoined(JoinCall.Joined start) {
        joined = start;
        see(start.view());
    }

    /** Adds a listener that is called under the step lock. */
    public void listen(Consumer<Notice> listener) {
        listeners.add(listener);
    }

    /** This process's rank. */
    public int rank() {
        return joined.rank();
    }

    /** Number of rank slots. */
    public int size() {
        return joined.size();
    }

    /** Who lives now. */
    public View view() {
        return view;
    }

    /** Who lived when this process joined. */
    public View initialView() {
        return joined.view();
    }

    /** What rank 0 gave when this process was let in. */
    public Value entryState() {
        return joined.entryState();
    }

    /** Who departed without being asked to or saying so, by rank. */
    public Map<Integer, Departure> lost() {
        return Collections.unmodifiableMap(lost);
    }

    /** The last departure of a rank; one from before this process joined is known without its cause. */
    Departure departure(int rank) {
        return gone.computeIfAbsent(
                rank, any -> new Departure(rank, 0, Cause.CLOSED, "it departed before rank " + rank() + " joined"));
    }

    private synchronized void see(View next) {
        if (view == null || view.isOlderThan(next)) {
            view = next;
        }
    }
}
