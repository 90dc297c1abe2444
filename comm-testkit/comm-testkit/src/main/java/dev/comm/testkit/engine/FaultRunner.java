package dev.comm.testkit.engine;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runner that causes the faults of plans at their triggers, by the methods that tests use, too. */
final class FaultRunner {
    private final Cluster cluster;
    private final FaultActions actions;
    private final Map<Integer, List<PlannedFault>> waiting = new HashMap<>();
    private final Set<Instance> seen = new HashSet<>();
    private final List<PlannedFault> planned = new ArrayList<>();
    private final List<PlannedFault> struck = new ArrayList<>();
    private boolean over;

    FaultRunner(Cluster cluster) {
        this.cluster = cluster;
        this.actions = new FaultActions(cluster);
    }

    synchronized void add(FaultPlan plan) {
        planned.addAll(plan.faults());
        plan.faults().forEach(this::await);
    }

    private void await(PlannedFault fault) {
        if (fault.when() instanceof Trigger.At at) {
            cluster.at(at.time(), () -> strike(fault));
        } else if (fault.when() instanceof Trigger.AtStep at) {
            cluster.member(at.rank()).at(at.step(), at.occurrence(), () -> strike(fault));
        } else if (fault.when() instanceof Trigger.AfterArrival after) {
            waiting.computeIfAbsent(after.instance(), instance -> new ArrayList<>())
                    .add(fault);
        }
    }

    /** Counts the instances by their first arrivals. */
    synchronized void see(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Arrived arrived && seen.add(arrived.instance())) {
            for (PlannedFault fault : waiting.getOrDefault(seen.size(), List.of())) {
                cluster.after(((Trigger.AfterArrival) fault.when()).delay(), () -> strike(fault));
            }
        }
    }

    private synchronized void strike(PlannedFault planned) {
        if (!over) {
            struck.add(planned);
            Fault fault = planned.fault();
            actions.strike(fault);
        }
    }

    /** Prevents faults from now on, and heals temporary faults. */
    synchronized void settle() {
        over = true;
        actions.heal();
    }

    /** Returns all planned faults. */
    synchronized FaultPlan plan() {
        return new FaultPlan(planned);
    }

    /** Returns the faults that occurred, in this order. */
    synchronized List<PlannedFault> struck() {
        return List.copyOf(struck);
    }
}
