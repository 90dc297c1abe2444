package dev.comm.testkit.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A departed or leaving node gets no task. */
final class T3NoTaskPastLife implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Set<Long> gone = new HashSet<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Departed departed) {
                gone.add(departed.incarnation());
            } else if (each instanceof Occurrence.TaskGiven given
                    && gone.contains(given.to().incarnation())) {
                found.add("task " + given.id() + " was given to " + given.to() + ", which had departed");
            }
        }
        return found;
    }
}
