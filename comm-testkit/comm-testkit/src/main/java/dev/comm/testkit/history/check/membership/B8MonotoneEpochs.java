package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The check that (term, epoch) only grows at every observer, in views and in verdicts. */
final class B8MonotoneEpochs implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Map<Integer, Occurrence.ViewSeen> views = new HashMap<>();
        Map<String, Occurrence.Decided> decisions = new HashMap<>();
        for (Occurrence each : history.all()) {
            if (each instanceof Occurrence.ViewSeen seen) {
                Occurrence.ViewSeen last = views.put(seen.life().process(), seen);
                if (last != null && isNotAfter(seen.term(), seen.epoch(), last.term(), last.epoch())) {
                    found.add(seen.life() + " saw epoch " + seen.epoch() + " after epoch " + last.epoch());
                }
            } else if (each instanceof Occurrence.Decided decided
                    && history.decided(decided.instance()).get() == decided) {
                Occurrence.Decided last = decisions.put("" + decided.instance().communicator(), decided);
                if (last != null && decided.decision().epoch() < last.decision().epoch()) {
                    found.add(decided.instance() + " was decided in epoch "
                            + decided.decision().epoch() + ", after " + last.instance() + " in epoch "
                            + last.decision().epoch());
                }
            }
        }
        return found;
    }

    private static boolean isNotAfter(long term, long epoch, long lastTerm, long lastEpoch) {
        return term < lastTerm || term == lastTerm && epoch <= lastEpoch;
    }
}
