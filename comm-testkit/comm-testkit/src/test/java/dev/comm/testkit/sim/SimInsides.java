package dev.comm.testkit.sim;

import dev.comm.testkit.history.recording.Recorder;

/** What workloads need of a simulated cluster and other tests do not see. */
public final class SimInsides {
    private SimInsides() {}

    /** The recorder of the run. */
    public static Recorder recorder(SimCluster cluster) {
        return cluster.recorder();
    }

    /** Says that a promise was broken. */
    public static void complain(SimCluster cluster, String promise, String detail) {
        cluster.complain(promise, detail);
    }
}
