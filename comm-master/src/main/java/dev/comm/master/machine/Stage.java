package dev.comm.master.machine;

/** How far the run is. */
enum Stage {
    /**
     * Waits for the ranks of an SPMD run. To RUNNING when the start policy is met, to OVER when it cannot be met or
     * rank 0 leaves.
     */
    GATHERING,
    /** Members work. To ENDING when rank 0 leaves. */
    RUNNING,
    /** Rank 0 has left; the nodes were asked to finish. To OVER when they are gone or out of time. */
    ENDING,
    /** Nobody is served any more. Final. */
    OVER
}
