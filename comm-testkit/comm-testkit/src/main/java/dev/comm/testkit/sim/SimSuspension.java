package dev.comm.testkit.sim;

import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.sim.process.SimProcess;

/** A member that is frozen at a step of the protocol. */
final class SimSuspension implements Suspension {
    private final SimMember member;
    private final Steps steps;
    private final Runnable stop = this::stopNow;
    private SimProcess stopped;

    SimSuspension(SimMember member, Steps steps) {
        this.member = member;
        this.steps = steps;
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
