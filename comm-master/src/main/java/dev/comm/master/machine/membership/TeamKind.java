package dev.comm.master.machine.membership;

/** The kinds of runs. */
public enum TeamKind {
    /** One program on all ranks. The start waits for all ranks, and later processes wait in the lobby for an admit. */
    SPMD,
    /** A master that sends work to nodes, which become members at registration. */
    SERVE
}
