package dev.comm.core.machine.message;

import dev.comm.api.Departure;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The departures that no receive from any rank has told yet, for each communicator in order of arrival. A program that
 * never asks keeps a bounded number of them.
 */
final class UntoldDepartures {
    /** The maximum for each communicator. A further departure replaces the oldest one. */
    static final int KEPT_MAX = 1_024;

    private final Map<Integer, TreeMap<Long, Departure>> all = new HashMap<>();

    void add(int communicator, long number, Departure departure) {
        TreeMap<Long, Departure> untold = all.computeIfAbsent(communicator, any -> new TreeMap<>());
        untold.put(number, departure);
        if (untold.size() > KEPT_MAX) {
            untold.pollFirstEntry();
        }
    }

    /** Returns the first untold departure with its number, or null. */
    Map.Entry<Long, Departure> first(int communicator) {
        TreeMap<Long, Departure> untold = all.get(communicator);
        return untold == null ? null : untold.firstEntry();
    }

    /** Removes and returns the first untold departure, which must exist. */
    Departure take(int communicator) {
        TreeMap<Long, Departure> untold = all.get(communicator);
        Departure first = untold.pollFirstEntry().getValue();
        if (untold.isEmpty()) {
            all.remove(communicator);
        }
        return first;
    }

    void forget(int communicator) {
        all.remove(communicator);
    }
}
