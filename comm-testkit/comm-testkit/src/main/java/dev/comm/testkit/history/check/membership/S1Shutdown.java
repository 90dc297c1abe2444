package dev.comm.testkit.history.check.membership;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S1: the check that a shutdown asks every living node, also if other nodes are dead, and returns within its time. */
final class S1Shutdown implements Check {
    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        Scan scan = new Scan(history, found);
        history.all().forEach(scan::take);
        return found;
    }

    private static final class Scan {
        private final History history;
        private final List<String> found;
        private final MembersSoFar roll = new MembersSoFar();
        private final Set<Long> asked = new HashSet<>();
        private final Map<Long, Integer> there = new HashMap<>();
        private final Set<Integer> ranks = new HashSet<>();
        private Occurrence.ShutdownBegun begun;

        Scan(History history, List<String> found) {
            this.history = history;
            this.found = found;
        }

        void take(Occurrence each) {
            if (each instanceof Occurrence.ShutdownBegun next) {
                begun = next;
                asked.clear();
                ranks.clear();
                there.clear();
                roll.members().forEach((rank, incarnation) -> there.put(incarnation, rank));
            } else if (each instanceof Occurrence.Departed gone && begun != null && gone.nanos() == begun.nanos()) {
                there.remove(gone.incarnation());
            } else if (each instanceof Occurrence.ShutdownAsked question) {
                asked.add(question.incarnation());
                ranks.add(question.rank());
            } else if (each instanceof Occurrence.ShutdownEnded ended) {
                ends(ended);
                begun = null;
            }
            roll.take(each);
        }

        private void ends(Occurrence.ShutdownEnded ended) {
            // If the shutdown asked no node at all, it did not even begin.
            roll.members().forEach((rank, incarnation) -> there.putIfAbsent(incarnation, rank));
            there.forEach((incarnation, rank) -> {
                if (rank != 0 && !asked.contains(incarnation)) {
                    found.add("the shutdown ended without asking rank " + rank);
                }
            });
            if (begun == null) {
                return;
            }
            for (int rank : ranks) {
                boolean told = ended.left().contains(rank)
                        || ended.departed().contains(rank)
                        || ended.unanswered().contains(rank);
                if (!told) {
                    found.add("the shutdown's report does not say what became of rank " + rank);
                }
            }
            long bound = begun.nanos() + begun.timeoutNanos() + slackNanos();
            if (ended.nanos() > bound && !history.isDisturbed(0, ended.nanos())) {
                found.add("the shutdown took " + (ended.nanos() - begun.nanos()) / 1_000_000 + " ms; it had "
                        + begun.timeoutNanos() / 1_000_000);
            }
        }

        private long slackNanos() {
            return history.terms().deadNanos() + history.terms().toleranceNanos();
        }
    }
}
