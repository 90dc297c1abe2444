package dev.comm.core.communicator;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The membership as this process knows it, with its own rank and the view. Notices update the membership under the step
 * lock; any thread may read it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LocalMembership {
    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Departure> lost = new ConcurrentSkipListMap<>();
    private final Map<Integer, String> hostsOfLost = new ConcurrentHashMap<>();
    private final Map<Integer, Departure> gone = new ConcurrentSkipListMap<>();
    private volatile JoinCall.Joined joined;
    private volatile Notice.CalledWithoutLeavers incomplete;
    private volatile View view;
    private volatile Notice.Asker asker;
    private volatile long endOfLifeNanos = Long.MAX_VALUE;

    /** Creates an empty membership. */
    public LocalMembership() {}

    /** Handles a notice and calls the listeners, which should only store the notice or pass it to another thread. */
    public void onNotice(Notice notice) {
        if (notice instanceof Notice.ViewChanged changed) {
            View before = view;
            see(changed.view());
            for (Departure departure : changed.departures()) {
                gone.put(departure.rank(), departure);
                if (!departure.cause().isPlanned()) {
                    lost.put(departure.rank(), departure);
                    Member member = before == null ? null : before.members().get(departure.rank());
                    hostsOfLost.put(departure.rank(), member == null ? "" : member.host());
                }
            }
        }
        if (notice instanceof Notice.CalledWithoutLeavers called && incomplete == null) {
            incomplete = called;
        }
        if (notice instanceof Notice.AskedToLeave asked && (asker == null || asker.compareTo(asked.by()) < 0)) {
            asker = asked.by();
        }
        if (notice instanceof Notice.LifeEnds life) {
            endOfLifeNanos = life.endNanos();
        }
        for (Consumer<Notice> listener : listeners) {
            listener.accept(notice);
        }
    }

    /** Records that this process became a member. */
    public void onJoined(JoinCall.Joined start) {
        joined = start;
        see(start.view());
    }

    /** Adds a listener, which runs under the step lock. */
    public void listen(Consumer<Notice> listener) {
        listeners.add(listener);
    }

    /** Returns this process's rank. */
    public int rank() {
        return joined.rank();
    }

    /** Returns the end of this node's live time on the clock of the driver, or the largest number without a limit. */
    public long endOfLifeNanos() {
        return endOfLifeNanos;
    }

    /** Returns the number of rank slots. */
    public int size() {
        return joined.size();
    }

    /** Returns the current view. */
    public View view() {
        return view;
    }

    /** Returns the view at the join of this process. */
    public View initialView() {
        return joined.view();
    }

    /** Returns the strongest reason for which this process should leave, or null. */
    public Notice.Asker askedToLeaveBy() {
        return asker;
    }

    /** Returns the state that rank 0 supplied when it admitted this process. */
    public Value entryState() {
        return joined.entryState();
    }

    /** Returns the members that departed without a planned cause, by rank. */
    public Map<Integer, Departure> lost() {
        return Collections.unmodifiableMap(lost);
    }

    /** Returns the host of a lost member, or an empty text if it is not known. */
    public String hostOfLost(int rank) {
        return hostsOfLost.getOrDefault(rank, "");
    }

    /**
     * Returns the first collective that was decided without ranks that had left in order, or null. Only the master
     * knows it.
     */
    public Notice.CalledWithoutLeavers incomplete() {
        return incomplete;
    }

    /**
     * Returns the number of ranks that live or have left in order. It counts all ranks that were ever members, except
     * the lost ones.
     */
    public int notLost() {
        Set<Integer> ranks = new HashSet<>(view.members().keySet());
        gone.values().stream()
                .filter(departure -> departure.cause().isPlanned())
                .forEach(departure -> ranks.add(departure.rank()));
        return ranks.size();
    }

    /** Returns the last departure of a rank. The cause of a departure before the join of this process is unknown. */
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
