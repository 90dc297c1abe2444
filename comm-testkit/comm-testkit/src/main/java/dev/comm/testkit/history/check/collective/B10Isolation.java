package dev.comm.testkit.history.check.collective;

import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** The check that no machine throws, and that no call ends as a bug of Comm. */
final class B10Isolation implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Broke broke : history.of(Occurrence.Broke.class)) {
            found.add("process " + broke.process() + " broke: " + broke.detail());
        }
        for (Occurrence.Failed failed : history.of(Occurrence.Failed.class)) {
            if (failed.failure().kind() == Failure.Kind.BUG) {
                found.add(failed.life() + " in " + failed.instance() + ": "
                        + failed.failure().detail());
            }
        }
        return found;
    }
}
