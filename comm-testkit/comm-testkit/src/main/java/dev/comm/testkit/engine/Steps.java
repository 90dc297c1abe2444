package dev.comm.testkit.engine;

import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Waits for steps of the protocol and carries out the actions that are planned for them. It writes them down on
 * request.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Steps {
    private final List<Planned> planned = new ArrayList<>();
    private final Map<Taken, Integer> counts = new HashMap<>();
    private final List<Trigger.AtStep> taken = new ArrayList<>();
    private final boolean writing;

    /**
     * No step has been taken.
     *
     * @param writing whether each is written down
     */
    public Steps(boolean writing) {
        this.writing = writing;
    }

    /** Plans an action for the n-th time that a rank does a step, counted from 1, over all of its processes. */
    public void plan(int rank, Step step, int occurrence, Runnable action) {
        planned.add(new Planned(rank, step, occurrence, action));
    }

    /** Takes back planned actions that have not happened. */
    public void forget(Runnable action) {
        planned.removeIf(each -> each.action == action);
    }

    /** A rank does a step: its planned action happens now. */
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

    /** The steps that were written down, in their order. */
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
