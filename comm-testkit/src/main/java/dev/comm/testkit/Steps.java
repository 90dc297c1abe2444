package dev.comm.testkit;

import dev.comm.api.frame.FrameType;
import dev.comm.testkit.sim.SimProcess;
import java.util.ArrayList;
import java.util.List;

/** Waits for steps of the protocol and lets happen what is planned for them. */
final class Steps {
    private final List<Planned> planned = new ArrayList<>();

    /** Plans an action for the n-th time that a process does a step, counted from 1. */
    void plan(int process, Step step, int occurrence, Runnable action) {
        planned.add(new Planned(process, step, occurrence, action));
    }

    void happened(SimProcess process, Step.When when, FrameType frame) {
        for (int i = 0; i < planned.size(); i++) {
            Planned each = planned.get(i);
            if (each.process == process.number() && each.step.matches(when, frame) && --each.left == 0) {
                planned.remove(i--);
                each.action.run();
            }
        }
    }

    /** An action that waits for its step. */
    private static final class Planned {
        private final int process;
        private final Step step;
        private final Runnable action;
        private int left;

        Planned(int process, Step step, int occurrence, Runnable action) {
            this.process = process;
            this.step = step;
            this.left = occurrence;
            this.action = action;
        }
    }
}
