package dev.comm.testkit.live.loopback;

import dev.comm.testkit.Suspension;

/** A member that is frozen at a step of the protocol. Guarded by the world. */
final class LoopbackSuspension implements Suspension {
    private final LoopbackCluster cluster;
    private final LoopbackMember member;
    private final Runnable stop = this::stopNow;
    private volatile LoopbackProcess stopped;

    LoopbackSuspension(LoopbackCluster cluster, LoopbackMember member) {
        this.cluster = cluster;
        this.member = member;
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
