package dev.comm.testkit.engine;

import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The steps of the protocol, with the actions that are planned for them. On request, the steps are recorded. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Steps {
    private final List<Planned> planned = new ArrayList<>();
    private final Map<Taken, Integer> counts = new HashMap<>();
    private final List<Trigger.AtStep> taken = new ArrayList<>();
    private final boolean writing;

    /**
     * Creates an object without steps.
     *
     * @param writing whether each step is recorded
     */
    public Steps(boolean writing) {
        this.writing = writing;
    }

    /** Plans an action for the n-th time that a rank does a step, counted from 1, over all of its processes. */
    public void plan(int rank, Step step, int occurrence, Runnable action) {
        planned.add(new Planned(rank, step, occurrence, action));
    }

    /** Removes a planned action that has not happened. */
    public void forget(Runnable action) {
        planned.removeIf(each -> each.action == action);
    }

    /** Counts a step of a rank, and runs the action that is planned for it. */
    public void happened(int rank, Step step) {
        if (writing && step.frame() != null) {
            int occurrence = counts.merge(new Taken(rank, step), 1, Integer::sum);
            taken.add(new Trigger.AtStep(rank, step, occurrence));
        }
        for (Planned each : planned.isEmpty() ? planned : List.copyOf(planned)) {
            if (each.rank == rank && each.step.equals(step) && --each.left == 0) {
                planned.remove(each);
                each.action.run();
            }
        }
    }

    /** Returns the recorded steps, in their order. */
    public List<Trigger.AtStep> taken() {
        return List.copyOf(taken);
    }

    /** The counted step. */
    private record Taken(int rank, Step step) {}

    /** An action that waits for its step. */
    private static final class Planned {
        private final int rank;
        private final Step step;
        private final Runnable action;
        private int left;

        Planned(int rank, Step step, int occurrence, Runnable action) {
            this.rank = rank;
            this.step = step;
            this.left = occurrence;
            this.action = action;
        }
    }
}
