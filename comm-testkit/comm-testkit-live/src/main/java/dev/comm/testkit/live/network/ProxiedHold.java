package dev.comm.testkit.live.network;

import dev.comm.testkit.Frame;
import dev.comm.testkit.Hold;
import java.util.List;

/** A hold that may have been requested before the run. The world guards it, except for {@link #inFlight}. */
final class ProxiedHold implements Hold {
    private final ProxiedCluster cluster;
    private volatile Hold hold;
    private Runnable whenReleased;

    ProxiedHold(ProxiedCluster cluster) {
        this.cluster = cluster;
    }

    void begin(Hold held, Runnable released) {
        hold = held;
        whenReleased = released;
    }

    @Override
    public List<Frame> inFlight() {
        Hold held = hold;
        return held == null ? List.of() : held.inFlight();
    }

    @Override
    public void release() {
        cluster.act(() -> {
            if (whenReleased != null) {
                whenReleased.run();
                whenReleased = null;
                hold.release();
            }
        });
    }
}
