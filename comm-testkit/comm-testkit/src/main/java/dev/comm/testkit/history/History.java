package dev.comm.testkit.history;

import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** All events of a run, in their order, with the settings that the checks need. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class History {
    private final Terms terms;
    private final List<Occurrence> all = new ArrayList<>();
    private final Index index = new Index();
    private int indexed;
    private boolean settled;

    /** Creates an empty history. */
    public History(Terms terms) {
        this.terms = terms;
    }

    /**
     * The settings that the promises depend on.
     *
     * @param minSurvivors the quorum
     * @param exclude whether a deadline excludes the missing members
     * @param heartbeatNanos the interval of heartbeats
     * @param deadNanos the silence after which a member departs
     * @param aggregationNanos the time for which the master gathers silent departures
     * @param toleranceNanos the addition to every bound on time: 0 in virtual time; in real time, the longest wait of a
     *     ready thread on a busy machine. Checks of order do not use the tolerance
     * @param rules the rules of admission, and the times for which a node goes on alone
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Terms(
            int minSurvivors,
            boolean exclude,
            long heartbeatNanos,
            long deadNanos,
            long aggregationNanos,
            long toleranceNanos,
            Rules rules) {
        /** Creates terms of virtual time. */
        public Terms(int minSurvivors, boolean exclude, long heartbeatNanos, long deadNanos, long aggregationNanos) {
            this(minSurvivors, exclude, heartbeatNanos, deadNanos, aggregationNanos, 0, Rules.STRICT);
        }

        /**
         * Returns the terms of a run in virtual time.
         *
         * @param serving whether the nodes serve requests of a master rather than run one program with it
         */
        public static Terms of(CommConfig config, boolean serving) {
            Timing timing = config.timing();
            return new Terms(
                    config.minSurvivors(),
                    config.onDeadline() == DeadlinePolicy.EXCLUDE,
                    timing.heartbeat().toNanos(),
                    timing.dead().toNanos(),
                    timing.aggregation().toNanos(),
                    0,
                    Rules.of(config, serving));
        }

        /** Returns the same settings with a tolerance for real time. */
        public Terms tolerating(Duration tolerance) {
            return new Terms(
                    minSurvivors, exclude, heartbeatNanos, deadNanos, aggregationNanos, tolerance.toNanos(), rules);
        }
    }

    /**
     * The rules of admission, and the times for which a node goes on alone.
     *
     * @param serving whether the nodes serve requests of a master rather than run one program with it
     * @param elastic whether nodes may join after the start
     * @param spares number of processes beyond the ranks of the run, which enter only in place of lost ranks
     * @param replaces whether a second process of a rank takes the rank from the first process, rather than being
     *     refused
     * @param suspectNanos the silence of the master after which a node starts no new work
     * @param leaseNanos the time for which a node goes on without its master
     * @param graceNanos the time for which a handler may run after its interrupt
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Rules(
            boolean serving,
            boolean elastic,
            int spares,
            boolean replaces,
            long suspectNanos,
            long leaseNanos,
            long graceNanos) {
        /**
         * The rules under which no node joins later and a second process of a rank is refused, with the times of a fast
         * network.
         */
        public static final Rules STRICT = new Rules(false, false, false);

        /** Creates rules with the times of a fast network. */
        public Rules(boolean serving, boolean elastic, boolean replaces) {
            this(serving, elastic, 0, replaces, 600_000_000, 5_000_000_000L, 2_000_000_000);
        }

        static Rules of(CommConfig config, boolean serving) {
            return new Rules(
                    serving,
                    serving || config.elastic(),
                    config.spares(),
                    config.onDuplicate() == DuplicatePolicy.REPLACE,
                    config.timing().suspect().toNanos(),
                    config.timing().masterLease().toNanos(),
                    config.timing().termGrace().toNanos());
        }
    }

    /** Returns the settings. */
    public Terms terms() {
        return terms;
    }

    /** Adds the latest event. */
    public void add(Occurrence occurrence) {
        all.add(occurrence);
    }

    /**
     * Marks the history as settled. The run had the time to end every call, so calls that are still open will never
     * end.
     */
    public void settled() {
        settled = true;
    }

    /** Returns whether the run had the time to end every call. */
    public boolean isSettled() {
        return settled;
    }

    /** Returns all events in order. */
    public List<Occurrence> all() {
        return Collections.unmodifiableList(all);
    }

    /** Returns all events of one kind in order. */
    public <O extends Occurrence> List<O> of(Class<O> kind) {
        List<O> found = index().of(kind);
        return found != null
                ? found
                : all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the instances that have an arrival or a decision. */
    public SortedSet<Instance> instances() {
        return index().instances();
    }

    /** Returns the position of an event in the order. */
    public int position(Occurrence occurrence) {
        for (int i = firstAt(occurrence.nanos()); i < all.size() && all.get(i).nanos() == occurrence.nanos(); i++) {
            if (all.get(i) == occurrence) {
                return i;
            }
        }
        // The clocks of real members need not agree with the order.
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == occurrence) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in this history: " + occurrence);
    }

    /** Returns the position of the first event that is not before a time, if the times follow the order. */
    private int firstAt(long nanos) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).nanos() < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the first decision of an instance that left the master. */
    public Optional<Occurrence.Decided> decided(Instance instance) {
        return Optional.ofNullable(index().of(instance).decided());
    }

    /** Returns the arrivals at an instance that the master received, in order. */
    public List<Occurrence.Arrived> arrivals(Instance instance) {
        return index().of(instance).arrived();
    }

    /** Returns the results of an instance. */
    public List<Occurrence.Returned> returned(Instance instance) {
        return index().of(instance).returned();
    }

    /** Returns the events so far by kind, instance and incarnation. */
    public Index index() {
        while (indexed < all.size()) {
            index.add(all.get(indexed++));
        }
        return index;
    }

    /** Returns whether a fault hit a process before a time. A thaw or an opening also counts as a fault. */
    public boolean isDisturbed(int process, long beforeNanos) {
        return index().faults(process).stream().anyMatch(fault -> fault.nanos() <= beforeNanos);
    }
}
