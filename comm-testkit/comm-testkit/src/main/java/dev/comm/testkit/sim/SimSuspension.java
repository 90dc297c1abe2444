package dev.comm.testkit.sim;

import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.sim.process.SimProcess;
import java.util.function.UnaryOperator;

/** A member that is frozen at a step of the protocol. */
final class SimSuspension implements Suspension {
    private final SimMember member;
    private final Steps steps;
    private final Runnable stop;
    private SimProcess stopped;

    /**
     * Creates a suspension that is not planned yet.
     *
     * @param planned makes the action for the step from the action that stops the member
     */
    SimSuspension(SimMember member, Steps steps, UnaryOperator<Runnable> planned) {
        this.member = member;
        this.steps = steps;
        this.stop = planned.apply(this::stopNow);
    }

    /** Returns the action at the step. */
    Runnable stop() {
        return stop;
    }

    private void stopNow() {
        stopped = member.process();
        member.freeze();
    }

    @Override
    public boolean isReached() {
        return stopped != null;
    }

    @Override
    public void resume() {
        steps.forget(stop);
        if (stopped == member.process()) {
            member.thaw();
        }
    }
}
