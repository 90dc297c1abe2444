package dev.comm.testkit.history;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The view of the master, as the events of a history update it. */
final class MasterView {
    private SortedMap<Integer, Long> members = Collections.emptySortedMap();

    /** Returns the present incarnations by rank. A returned map does not change. */
    SortedMap<Integer, Long> members() {
        return members;
    }

    void add(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
            SortedMap<Integer, Long> next = new TreeMap<>(members);
            joined.view().members().forEach((rank, member) -> next.put(rank, member.incarnation()));
            members = Collections.unmodifiableSortedMap(next);
        } else if (occurrence instanceof Occurrence.Welcomed welcomed) {
            // The other members receive the view a little later, with several nodes at once.
            SortedMap<Integer, Long> next = new TreeMap<>(members);
            next.put(welcomed.rank(), welcomed.incarnation());
            members = Collections.unmodifiableSortedMap(next);
        } else if (occurrence instanceof Occurrence.Departed departed) {
            SortedMap<Integer, Long> next = new TreeMap<>(members);
            next.remove(departed.rank(), departed.incarnation());
            members = Collections.unmodifiableSortedMap(next);
        } else if (occurrence instanceof Occurrence.ViewSeen seen && seen.life().rank() == 0) {
            members = seen.members();
        }
    }
}
