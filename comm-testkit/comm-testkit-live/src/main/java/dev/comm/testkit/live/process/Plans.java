package dev.comm.testkit.live.process;

import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.live.journal.MemberAssignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The actions that are planned for steps of members. Members report when they stop at such a step. For use by one
 * thread.
 */
final class Plans {
    private final List<Plan> plans = new ArrayList<>();
    private final Map<Counted, Integer> counts = new HashMap<>();
    private final List<Trigger.AtStep> taken = new ArrayList<>();

    /**
     * An action for the n-th time that a rank does a step, counted from 1, over all of its processes.
     *
     * @param number the number by which the member names the plan
     */
    record Plan(int number, int rank, Step step, int occurrence, Runnable action) {}

    /** The key under which steps are counted. */
    private record Counted(int rank, Step step) {}

    /** Plans an action for the n-th time from now that a rank does a step. */
    Plan add(int rank, Step step, int occurrence, Runnable action) {
        Plan plan = new Plan(plans.size(), rank, step, count(rank, step) + occurrence, action);
        plans.add(plan);
        return plan;
    }

    private int count(int rank, Step step) {
        return counts.getOrDefault(new Counted(rank, step), 0);
    }

    /** Returns the action for a member that stands at a step. */
    Runnable action(int number) {
        return plans.get(number).action;
    }

    /** Removes a plan. Its step has no effect any more. */
    void forget(Plan plan) {
        plans.set(plan.number, new Plan(plan.number, plan.rank, plan.step, 0, () -> {}));
    }

    /** Counts a step that a member did. */
    void stepped(int rank, Step step) {
        int occurrence = counts.merge(new Counted(rank, step), 1, Integer::sum);
        taken.add(new Trigger.AtStep(rank, step, occurrence));
    }

    /** Returns the steps that members did, in the order in which they were reported. */
    List<Trigger.AtStep> taken() {
        return List.copyOf(taken);
    }

    /** Returns the steps that a new process of a rank has to watch, with the remaining counts. */
    List<MemberAssignment.Watch> of(int rank) {
        List<MemberAssignment.Watch> watches = new ArrayList<>();
        for (Plan plan : plans) {
            int left = plan.occurrence - count(rank, plan.step);
            if (plan.rank == rank && left > 0) {
                watches.add(new MemberAssignment.Watch(plan.number, plan.step.toString(), left));
            }
        }
        return watches;
    }
}
