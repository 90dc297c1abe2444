package dev.comm.testkit.history;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A history by kind, by instance and by incarnation, so that checks need not read all of it for each of their
 * questions.
 */
final class Index {
    private static final Meeting NEVER = new Meeting();

    private final Map<Class<?>, List<Occurrence>> kinds = new HashMap<>();
    private final Map<Instance, Meeting> meetings = new TreeMap<>();
    private final Map<Long, Life> lives = new HashMap<>();
    private final Map<Long, List<Occurrence>> fates = new HashMap<>();
    private final MasterView view = new MasterView();

    /** What happened at one instance, in order. */
    static final class Meeting {
        private final List<Occurrence.Called> called = new ArrayList<>();
        private final List<Occurrence.Arrived> arrivals = new ArrayList<>();
        private final List<Occurrence.Held> held = new ArrayList<>();
        private final List<Occurrence.Returned> returned = new ArrayList<>();
        private final List<Occurrence.Failed> failed = new ArrayList<>();
        private Occurrence.Decided decided;
        private Map<Integer, Long> view = Map.of();

        List<Occurrence.Called> called() {
            return Collections.unmodifiableList(called);
        }

        List<Occurrence.Arrived> arrivals() {
            return Collections.unmodifiableList(arrivals);
        }

        List<Occurrence.Held> held() {
            return Collections.unmodifiableList(held);
        }

        List<Occurrence.Returned> returned() {
            return Collections.unmodifiableList(returned);
        }

        List<Occurrence.Failed> failed() {
            return Collections.unmodifiableList(failed);
        }

        /** The first decision that left the master, or null. */
        Occurrence.Decided decided() {
            return decided;
        }

        /** Incarnations by rank, as fixed when the first arrival reached the master. */
        Map<Integer, Long> view() {
            return view;
        }
    }

    /** Adds what happened after everything that was added before. */
    void add(Occurrence occurrence) {
        kinds.computeIfAbsent(occurrence.getClass(), kind -> new ArrayList<>()).add(occurrence);
        view.add(occurrence);
        addToMeeting(occurrence);
        if (occurrence instanceof Occurrence.Joined joined) {
            lives.putIfAbsent(joined.life().incarnation(), joined.life());
        } else if (occurrence instanceof Occurrence.Departed departed) {
            fate(departed.incarnation(), departed);
        } else if (occurrence instanceof Occurrence.Disconnected gone) {
            fate(gone.life().incarnation(), gone);
        } else if (occurrence instanceof Occurrence.Leaving leaving) {
            fate(leaving.life().incarnation(), leaving);
        }
    }

    private void addToMeeting(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Called called) {
            meeting(called.instance()).called.add(called);
        } else if (occurrence instanceof Occurrence.Arrived arrived) {
            Meeting meeting = meeting(arrived.instance());
            meeting.view = meeting.arrivals.isEmpty() ? view.members() : meeting.view;
            meeting.arrivals.add(arrived);
        } else if (occurrence instanceof Occurrence.Held held) {
            meeting(held.instance()).held.add(held);
        } else if (occurrence instanceof Occurrence.Decided decided) {
            Meeting meeting = meeting(decided.instance());
            meeting.decided = meeting.decided == null ? decided : meeting.decided;
        } else if (occurrence instanceof Occurrence.Returned returned) {
            meeting(returned.instance()).returned.add(returned);
        } else if (occurrence instanceof Occurrence.Failed failed) {
            meeting(failed.instance()).failed.add(failed);
        }
    }

    private Meeting meeting(Instance instance) {
        return meetings.computeIfAbsent(instance, first -> new Meeting());
    }

    private void fate(long incarnation, Occurrence occurrence) {
        fates.computeIfAbsent(incarnation, first -> new ArrayList<>(2)).add(occurrence);
    }

    /** Everything of one kind, in order; null if this is not one kind but several. */
    @SuppressWarnings("unchecked")
    <O extends Occurrence> List<O> of(Class<O> kind) {
        if (!Modifier.isFinal(kind.getModifiers())) {
            return null;
        }
        return Collections.unmodifiableList((List<O>) kinds.getOrDefault(kind, List.of()));
    }

    /** All instances in their order. */
    Map<Instance, Meeting> meetings() {
        return Collections.unmodifiableMap(meetings);
    }

    /** What happened at an instance. */
    Meeting of(Instance instance) {
        return meetings.getOrDefault(instance, NEVER);
    }

    /** The life of an incarnation that joined, or null. */
    Life life(long incarnation) {
        return lives.get(incarnation);
    }

    /** How an incarnation ended: departures, lost connections and its own goodbyes, in order. */
    List<Occurrence> fates(long incarnation) {
        return Collections.unmodifiableList(fates.getOrDefault(incarnation, List.of()));
    }
}
