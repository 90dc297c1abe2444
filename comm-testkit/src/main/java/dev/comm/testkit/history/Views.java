package dev.comm.testkit.history;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who was of which view, as the master saw it. */
final class Views {
    private Views() {}

    /** The view of an instance: fixed when its first arrival reached the master. Incarnations by rank. */
    static Map<Integer, Long> ofInstance(History history, Instance instance) {
        List<Occurrence.Arrived> arrivals = history.arrivals(instance);
        return arrivals.isEmpty() ? Map.of() : at(history, history.position(arrivals.get(0)));
    }

    /** The master's view at a position of the history. */
    static SortedMap<Integer, Long> at(History history, int position) {
        SortedMap<Integer, Long> members = new TreeMap<>();
        for (Occurrence each : history.all().subList(0, position)) {
            if (each instanceof Occurrence.Joined joined && joined.life().rank() == 0) {
                joined.view().members().forEach((rank, member) -> members.put(rank, member.incarnation()));
            } else if (each instanceof Occurrence.Welcomed welcomed) {
                // The others hear of it a little later, several at once.
                members.put(welcomed.rank(), welcomed.incarnation());
            } else if (each instanceof Occurrence.Departed departed) {
                members.remove(departed.rank(), departed.incarnation());
            } else if (each instanceof Occurrence.ViewSeen seen && seen.life().rank() == 0) {
                members.clear();
                members.putAll(seen.members());
            }
        }
        return members;
    }
}
