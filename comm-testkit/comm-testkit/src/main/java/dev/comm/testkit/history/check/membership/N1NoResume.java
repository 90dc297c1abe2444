package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * N1: the check that a lost link is never resumed. An incarnation is registered once, and nothing that it sent counts
 * after its connection was lost.
 */
final class N1NoResume implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Set<Long> registered = new HashSet<>();
        Set<Long> welcomed = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.Registered again && !registered.add(again.incarnation())
                    || each instanceof Occurrence.Welcomed too && !welcomed.add(too.incarnation())) {
                found.add("an incarnation was taken in twice: " + each);
            } else if (each instanceof Occurrence.Disconnected gone) {
                lost.add(gone.life().incarnation());
            } else if (of(each) != null && lost.contains(of(each).incarnation())) {
                found.add("something of " + of(each) + " counted after its connection was lost: " + each);
            }
        }
        return found;
    }

    private static Life of(Occurrence each) {
        if (each instanceof Occurrence.Arrived arrived) {
            return arrived.life();
        }
        if (each instanceof Occurrence.TaskGiven given) {
            return given.to();
        }
        return each instanceof Occurrence.Held held ? held.life() : null;
    }
}
