package dev.comm.master.machine.membership;

/** The stages of a run. */
public enum RunPhase {
    /**
     * The master waits for the ranks of an SPMD run. To RUNNING when the start policy is met, to OVER when it cannot be
     * met or rank 0 leaves.
     */
    GATHERING,
    /** The members work. To ENDING when rank 0 leaves. */
    RUNNING,
    /** Rank 0 has left, and the master asked the nodes to leave. To OVER when they have departed or at the deadline. */
    ENDING,
    /** The master serves no peer any more. Final. */
    OVER
}
