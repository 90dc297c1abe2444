package dev.comm.testkit.history.check.membership;

import dev.comm.api.Cause;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Lives;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** The check that a master which was itself paused does not declare nodes gone for the time of its pause. */
final class B14MasterPause implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Departed departed : history.of(Occurrence.Departed.class)) {
            boolean silent = departed.cause() == Cause.SILENT || departed.cause() == Cause.STALLED;
            boolean innocent = Lives.find(history, departed.incarnation())
                    .map(life -> !history.isDisturbed(life.process(), departed.nanos()))
                    .orElse(false);
            if (silent && innocent && wasPaused(history, departed.nanos())) {
                found.add("rank " + departed.rank() + " departed as " + departed.cause()
                        + " although it was the master that had been paused");
            }
        }
        return found;
    }

    private static boolean wasPaused(History history, long beforeNanos) {
        boolean paused = false;
        for (Occurrence.Fault fault : history.index().faults(0)) {
            if (fault.nanos() <= beforeNanos) {
                if (fault.kind() != Occurrence.Fault.Kind.FREEZE && fault.kind() != Occurrence.Fault.Kind.THAW) {
                    return false;
                }
                paused = true;
            }
        }
        return paused;
    }
}
