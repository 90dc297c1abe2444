package dev.comm.master.machine.membership;

/** The stages of a run. */
public enum RunPhase {
    /**
     * The master waits for the ranks of an SPMD run. Goes to RUNNING when the start policy is met, and to OVER when it
     * cannot be met or rank 0 leaves.
     */
    GATHERING,
    /** The members work. Goes to ENDING when rank 0 leaves. */
    RUNNING,
    /**
     * Rank 0 has left, and the master asked the nodes to leave. Goes to OVER when the nodes have departed, at the
     * deadline at the latest.
     */
    ENDING,
    /** The master serves no peer any more. The final stage. */
    OVER
}
