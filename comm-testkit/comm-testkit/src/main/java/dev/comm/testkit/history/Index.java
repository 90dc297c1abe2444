package dev.comm.testkit.history;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * An index of a history by kind, instance, incarnation and process. With the index, a check need not read the whole
 * history for each query.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Index {
    private static final InstanceOccurrences NEVER = new InstanceOccurrences();

    private final Map<Class<?>, List<Occurrence>> kinds = new HashMap<>();
    private final SortedMap<Instance, InstanceOccurrences> meetings = new TreeMap<>();
    private final SortedSet<Instance> instances = new TreeSet<>();
    private final Map<Long, Life> lives = new HashMap<>();
    private final Map<Long, List<Fate>> fates = new HashMap<>();
    private final Map<Integer, List<Occurrence.Fault>> faults = new HashMap<>();
    private final MasterView view = new MasterView();
    private long masterGoneNanos = Long.MAX_VALUE;
    private int position;

    /**
     * An end of an incarnation.
     *
     * @param position the position of the end in the history
     * @param occurrence the departure of the incarnation, the loss of its connection, or its own goodbye
     */
    public record Fate(int position, Occurrence occurrence) {
        public boolean isDeparture() {
            return occurrence instanceof Occurrence.Departed;
        }
    }

    /** Adds an event that happened after all earlier ones. */
    void add(Occurrence occurrence) {
        kinds.computeIfAbsent(occurrence.getClass(), kind -> new ArrayList<>()).add(occurrence);
        if (occurrence instanceof Occurrence.OfInstance ofInstance) {
            InstanceOccurrences meeting =
                    meetings.computeIfAbsent(ofInstance.instance(), first -> new InstanceOccurrences());
            meeting.add(ofInstance, position, view.members());
            if (meeting.isKnownToMaster()) {
                instances.add(ofInstance.instance());
            }
        } else {
            view.add(occurrence);
            addEnds(occurrence);
        }
        position++;
    }

    private void addEnds(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Joined joined) {
            lives.putIfAbsent(joined.life().incarnation(), joined.life());
        } else if (occurrence instanceof Occurrence.Departed departed) {
            fate(departed.incarnation(), departed);
        } else if (occurrence instanceof Occurrence.Disconnected gone) {
            fate(gone.life().incarnation(), gone);
        } else if (occurrence instanceof Occurrence.Leaving leaving) {
            fate(leaving.life().incarnation(), leaving);
        } else if (occurrence instanceof Occurrence.ProgramEnded ended && ended.process() == 0) {
            masterGoneNanos = Math.min(masterGoneNanos, ended.nanos());
        } else if (occurrence instanceof Occurrence.Fault fault) {
            faults.computeIfAbsent(fault.process(), first -> new ArrayList<>()).add(fault);
            masterGoneNanos = fault.process() == 0 ? goneAfter(fault) : masterGoneNanos;
        }
    }

    private long goneAfter(Occurrence.Fault fault) {
        return switch (fault.kind()) {
            case CRASH, VANISH, FREEZE -> Math.min(masterGoneNanos, fault.nanos());
            case THAW -> Long.MAX_VALUE;
            default -> masterGoneNanos;
        };
    }

    private void fate(long incarnation, Occurrence occurrence) {
        fates.computeIfAbsent(incarnation, first -> new ArrayList<>(2)).add(new Fate(position, occurrence));
    }

    /** Returns all events of one kind in order, or null if the class stands for several kinds. */
    @SuppressWarnings("unchecked")
    <O extends Occurrence> List<O> of(Class<O> kind) {
        if (!Modifier.isFinal(kind.getModifiers())) {
            return null;
        }
        return Collections.unmodifiableList((List<O>) kinds.getOrDefault(kind, List.of()));
    }

    /** Returns the instances that have an arrival or a decision, in their order. */
    SortedSet<Instance> instances() {
        return Collections.unmodifiableSortedSet(instances);
    }

    /** Returns the events of each instance, in the order of the instances. */
    public SortedMap<Instance, InstanceOccurrences> meetings() {
        return Collections.unmodifiableSortedMap(meetings);
    }

    /** Returns the events of an instance. */
    public InstanceOccurrences of(Instance instance) {
        return meetings.getOrDefault(instance, NEVER);
    }

    /** Returns the life of an incarnation that joined, or null. */
    Life life(long incarnation) {
        return lives.get(incarnation);
    }

    /** Returns the ends of an incarnation in order. */
    public List<Fate> fates(long incarnation) {
        return Collections.unmodifiableList(fates.getOrDefault(incarnation, List.of()));
    }

    /** Returns the faults that hit a process, in order. */
    public List<Occurrence.Fault> faults(int process) {
        return Collections.unmodifiableList(faults.getOrDefault(process, List.of()));
    }

    /**
     * Returns the time from which the master was gone for good, or {@link Long#MAX_VALUE}. A master is gone if it was
     * killed, was stopped for ever, or ended.
     */
    long masterGoneNanos() {
        return masterGoneNanos;
    }
}
