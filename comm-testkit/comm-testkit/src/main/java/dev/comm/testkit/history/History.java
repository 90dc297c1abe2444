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

    /** An empty history. */
    public History(Terms terms) {
        this.terms = terms;
    }

    /**
     * The settings that promises depend on.
     *
     * @param minSurvivors the quorum
     * @param exclude whether a deadline excludes the missing
     * @param heartbeatNanos interval of signs of life
     * @param deadNanos silence after which a member departs
     * @param aggregationNanos how long silent departures are gathered
     * @param toleranceNanos the addition to every bound on time: nothing in virtual time; in real time as long as a
     *     busy machine may let a ready thread wait. Checks of order take no notice of it
     * @param rules the rules of admission, and how long a node goes on alone
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
        /** Terms of virtual time. */
        public Terms(int minSurvivors, boolean exclude, long heartbeatNanos, long deadNanos, long aggregationNanos) {
            this(minSurvivors, exclude, heartbeatNanos, deadNanos, aggregationNanos, 0, Rules.STRICT);
        }

        /**
         * The terms of a run in virtual time.
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

        /** The same settings in real time. */
        public Terms tolerating(Duration tolerance) {
            return new Terms(
                    minSurvivors, exclude, heartbeatNanos, deadNanos, aggregationNanos, tolerance.toNanos(), rules);
        }
    }

    /**
     * The rules of admission, and how long a node goes on alone.
     *
     * @param serving whether the nodes serve requests of a master rather than run one program with it
     * @param elastic whether nodes may join after the start
     * @param replaces whether a second process of a rank takes it from the first, rather than being refused
     * @param suspectNanos silence of the master after which a node starts no new work
     * @param leaseNanos how long a node goes on without its master
     * @param graceNanos how long a handler may run after its interrupt
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Rules(
            boolean serving, boolean elastic, boolean replaces, long suspectNanos, long leaseNanos, long graceNanos) {
        /** Nobody comes in later; a second process of a rank is refused; the times of a fast network. */
        public static final Rules STRICT = new Rules(false, false, false);

        /** Rules with the times of a fast network. */
        public Rules(boolean serving, boolean elastic, boolean replaces) {
            this(serving, elastic, replaces, 600_000_000, 5_000_000_000L, 2_000_000_000);
        }

        static Rules of(CommConfig config, boolean serving) {
            return new Rules(
                    serving,
                    serving || config.elastic(),
                    config.onDuplicate() == DuplicatePolicy.REPLACE,
                    config.timing().suspect().toNanos(),
                    config.timing().masterLease().toNanos(),
                    config.timing().termGrace().toNanos());
        }
    }

    /** The settings. */
    public Terms terms() {
        return terms;
    }

    /** Adds the latest event. */
    public void add(Occurrence occurrence) {
        all.add(occurrence);
    }

    /** The run was given the time to end every call; those that are open now are open for ever. */
    public void settled() {
        settled = true;
    }

    /** Whether the run was given the time to end every call. */
    public boolean isSettled() {
        return settled;
    }

    /** Everything in order. */
    public List<Occurrence> all() {
        return Collections.unmodifiableList(all);
    }

    /** Everything of one kind, in order. */
    public <O extends Occurrence> List<O> of(Class<O> kind) {
        List<O> found = index().of(kind);
        return found != null
                ? found
                : all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The instances that somebody arrived at or that were decided. */
    public SortedSet<Instance> instances() {
        return index().instances();
    }

    /** Position of something in the order. */
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

    /** Position of the first occurrence that is not before a time, if times follow the order. */
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

    /** The first decision of an instance that left the master. */
    public Optional<Occurrence.Decided> decided(Instance instance) {
        return Optional.ofNullable(index().of(instance).decided());
    }

    /** The arrivals of an instance that the master took in, in order. */
    public List<Occurrence.Arrived> arrivals(Instance instance) {
        return index().of(instance).arrived();
    }

    /** The results of an instance. */
    public List<Occurrence.Returned> returned(Instance instance) {
        return index().of(instance).returned();
    }

    /** The events so far by kind, instance and incarnation. */
    public Index index() {
        while (indexed < all.size()) {
            index.add(all.get(indexed++));
        }
        return index;
    }

    /** Whether a fault hit a process before a time; a thaw or an opening does not count as one. */
    public boolean isDisturbed(int process, long beforeNanos) {
        return index().faults(process).stream().anyMatch(fault -> fault.nanos() <= beforeNanos);
    }
}
