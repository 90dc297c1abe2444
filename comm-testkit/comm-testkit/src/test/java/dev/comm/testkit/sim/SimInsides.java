package dev.comm.testkit.sim;

import dev.comm.testkit.history.recording.Recorder;

/** The access of workloads to parts of a simulated cluster that other tests do not need. */
public final class SimInsides {
    private SimInsides() {}

    /** Returns the recorder of the run. */
    public static Recorder recorder(SimCluster cluster) {
        return cluster.recorder();
    }

    /** Records that a promise was broken. */
    public static void complain(SimCluster cluster, String promise, String detail) {
        cluster.complain(promise, detail);
    }
}
