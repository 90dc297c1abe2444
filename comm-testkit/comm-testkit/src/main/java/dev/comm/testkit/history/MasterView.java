package dev.comm.testkit.history;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The master's view while a history goes by. */
final class MasterView {
    private SortedMap<Integer, Long> members = Collections.emptySortedMap();

    /** Incarnations by rank, now; a returned map does not change. */
    SortedMap<Integer, Long> members() {
        return members;
    }

    void add(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
            SortedMap<Integer, Long> next = new TreeMap<>(members);
            joined.view().members().forEach((rank, member) -> next.put(rank, member.incarnation()));
            members = Collections.unmodifiableSortedMap(next);
        } else if (occurrence instanceof Occurrence.Welcomed welcomed) {
            // The others hear of it a little later, several at once.
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
