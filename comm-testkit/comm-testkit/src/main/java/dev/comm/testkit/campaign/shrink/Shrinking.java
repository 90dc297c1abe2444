package dev.comm.testkit.campaign.shrink;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A search for the smallest case that still fails in the same way. It tries fewer faults, then shorter faults, then
 * fewer nodes. It repeats these steps until nothing helps or the bound is reached.
 */
public final class Shrinking {
    private final Predicate<Case> fails;
    private final LongSupplier realNanos;
    private final long end;
    private int triesLeft;
    private int tries;

    /**
     * Creates a search.
     *
     * @param fails a condition that is true if a case fails with the same promise
     * @param triesMax the bound on the runs
     * @param time the bound on the clock of the real time
     * @param realNanos the real time
     */
    public Shrinking(Predicate<Case> fails, int triesMax, Duration time, LongSupplier realNanos) {
        this.fails = fails;
        this.triesLeft = triesMax;
        this.realNanos = realNanos;
        this.end = realNanos.getAsLong() + time.toNanos();
    }

    /** Returns the smallest case that was found. */
    public Case minimal(Case failing) {
        Case best = failing;
        Case before;
        do {
            before = best;
            best = fewerFaults(best);
            best = shorterFaults(best);
            best = fewerNodes(best);
        } while (!best.equals(before) && hasLeft());
        return best;
    }

    /** Returns the number of runs that the search took. */
    public int tries() {
        return tries;
    }

    private boolean hasLeft() {
        return triesLeft > 0 && realNanos.getAsLong() - end < 0;
    }

    private boolean stillFails(Case candidate) {
        if (!hasLeft()) {
            return false;
        }
        triesLeft--;
        tries++;
        return fails.test(candidate);
    }

    private Case fewerFaults(Case best) {
        DeltaDebugging<PlannedFault> search = new DeltaDebugging<>(some -> stillFails(best.with(new FaultPlan(some))));
        return best.with(new FaultPlan(search.minimal(best.plan().faults())));
    }

    private Case shorterFaults(Case failing) {
        Case best = failing;
        for (int i = 0; i < best.plan().size(); i++) {
            best = shorterFault(best, i);
        }
        return best;
    }

    private Case shorterFault(Case failing, int index) {
        Case best = failing;
        boolean better = true;
        while (better) {
            better = false;
            for (PlannedFault shorter : Shorter.of(best.plan().faults().get(index))) {
                List<PlannedFault> faults = new ArrayList<>(best.plan().faults());
                faults.set(index, shorter);
                Case candidate = best.with(new FaultPlan(faults));
                if (!better && stillFails(candidate)) {
                    best = candidate;
                    better = true;
                }
            }
        }
        return best;
    }

    private Case fewerNodes(Case failing) {
        int needed = Math.max(1, PlanRanks.highest(failing.plan()));
        for (int nodes = needed; nodes < failing.nodes(); nodes++) {
            Case candidate = failing.withNodes(nodes);
            if (stillFails(candidate)) {
                return candidate;
            }
        }
        Case dense = failing.with(PlanRanks.dense(failing.plan()));
        return renumbered(failing, dense);
    }

    /** Returns the case with the same faults at the lowest ranks, if fewer nodes then suffice. */
    private Case renumbered(Case failing, Case dense) {
        int needed = Math.max(1, PlanRanks.highest(dense.plan()));
        for (int nodes = needed; nodes < Math.min(failing.nodes(), PlanRanks.highest(failing.plan())); nodes++) {
            Case candidate = dense.withNodes(nodes);
            if (stillFails(candidate)) {
                return candidate;
            }
        }
        return failing;
    }
}
