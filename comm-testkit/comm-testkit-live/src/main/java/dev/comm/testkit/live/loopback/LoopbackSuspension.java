package dev.comm.testkit.live.loopback;

import dev.comm.testkit.Suspension;
import java.util.function.UnaryOperator;

/** A member that is frozen at a step of the protocol. Guarded by the world. */
final class LoopbackSuspension implements Suspension {
    private final LoopbackCluster cluster;
    private final LoopbackMember member;
    private final Runnable stop;
    private volatile LoopbackProcess stopped;

    /**
     * Creates a suspension that is not planned yet.
     *
     * @param planned makes the action for the step from the action that stops the member
     */
    LoopbackSuspension(LoopbackCluster cluster, LoopbackMember member, UnaryOperator<Runnable> planned) {
        this.cluster = cluster;
        this.member = member;
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
        cluster.act(() -> {
            cluster.steps().forget(stop);
            if (stopped == member.process()) {
                member.thaw();
            }
        });
    }
}
