package dev.comm.testkit;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The counts of barriers, crashes and admissions in one run, in the order of the events. */
final class BarrierCount {
    private final Map<Instance, CollectiveKind> open = new HashMap<>();
    private final Set<Instance> hitWhileOpen = new HashSet<>();
    private final Set<Instance> decided = new HashSet<>();
    private final Set<Integer> members = new HashSet<>();
    private long barriers;
    private long hit;
    private long alone;
    private long admissions;
    private long crashes;
    private long crashesOfMembers;
    private long letIn;

    static BarrierCount of(History history) {
        BarrierCount count = new BarrierCount();
        history.all().forEach(count::add);
        return count;
    }

    private void add(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Joined joined) {
            members.add(joined.life().process());
        } else if (occurrence instanceof Occurrence.Arrived arrived && !decided.contains(arrived.instance())) {
            open.putIfAbsent(arrived.instance(), arrived.kind());
        } else if (occurrence instanceof Occurrence.Fault fault && isCrash(fault)) {
            crashes++;
            if (members.contains(fault.process())) {
                crashesOfMembers++;
                hitWhileOpen.addAll(open.keySet());
            }
        } else if (occurrence instanceof Occurrence.Decided first && decided.add(first.instance())) {
            decide(first.instance(), first.decision());
        }
    }

    private static boolean isCrash(Occurrence.Fault fault) {
        return fault.kind() == Occurrence.Fault.Kind.CRASH || fault.kind() == Occurrence.Fault.Kind.VANISH;
    }

    private void decide(Instance instance, Decision decision) {
        letIn += decision.joined().size();
        if (open.remove(instance) != CollectiveKind.BARRIER) {
            admissions++;
        } else if (decision.survivors().size() + decision.departures().size() < 2) {
            alone++;
        } else {
            barriers++;
            hit += hitWhileOpen.contains(instance) ? 1 : 0;
        }
    }

    /** Returns the number of decided barriers of at least two members. */
    long barriers() {
        return barriers;
    }

    /** Returns the number of these barriers in which a member was killed between the first arrival and the decision. */
    long hit() {
        return hit;
    }

    /** Returns the number of decided barriers of the master alone, which do not count. */
    long alone() {
        return alone;
    }

    /** Returns the number of decided instances that could admit newcomers. */
    long admissions() {
        return admissions;
    }

    /** Returns the number of killed processes. */
    long crashes() {
        return crashes;
    }

    /** Returns the number of killed processes that were members at that time. */
    long crashesOfMembers() {
        return crashesOfMembers;
    }

    /** Returns the number of admitted newcomers. */
    long letIn() {
        return letIn;
    }
}
