package dev.comm.testkit.history;

import java.util.Map;
import java.util.SortedMap;

/** The members of each view, as the master saw it. */
final class Views {
    private Views() {}

    /** The view of an instance: fixed when its first arrival reached the master. Incarnations by rank. */
    static Map<Integer, Long> ofInstance(History history, Instance instance) {
        return history.index().of(instance).view();
    }

    /** The master's view at a position of the history. */
    static SortedMap<Integer, Long> at(History history, int position) {
        MasterView view = new MasterView();
        history.all().subList(0, position).forEach(view::add);
        return view.members();
    }
}
