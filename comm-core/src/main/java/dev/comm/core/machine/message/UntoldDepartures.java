package dev.comm.core.machine.message;

import dev.comm.api.Departure;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /** Returns the first untold departure that may be told, with its number, or null. */
    Map.Entry<Long, Departure> first(int communicator, Predicate<Map.Entry<Long, Departure>> mayBeTold) {
        for (Map.Entry<Long, Departure> each :
                all.getOrDefault(communicator, new TreeMap<>()).entrySet()) {
            if (mayBeTold.test(each)) {
                return each;
            }
        }
        return null;
    }

    /** Removes the untold departure with a number. */
    void remove(int communicator, long number) {
        TreeMap<Long, Departure> untold = all.get(communicator);
        untold.remove(number);
        if (untold.isEmpty()) {
            all.remove(communicator);
        }
    }

    void forget(int communicator) {
        all.remove(communicator);
    }
}
