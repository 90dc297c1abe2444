package dev.comm.testkit.history;

import java.util.Map;
import java.util.SortedMap;

/** A query for the members of each view of the master. */
final class Views {
    private Views() {}

    /**
     * Returns the view of an instance, which is fixed when the first arrival reaches the master. The map contains
     * incarnations by rank.
     */
    static Map<Integer, Long> ofInstance(History history, Instance instance) {
        return history.index().of(instance).view();
    }

    /** Returns the view of the master at a position of the history. */
    static SortedMap<Integer, Long> at(History history, int position) {
        MasterView view = new MasterView();
        history.all().subList(0, position).forEach(view::add);
        return view.members();
    }
}
