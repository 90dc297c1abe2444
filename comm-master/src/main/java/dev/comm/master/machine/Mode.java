package dev.comm.master.machine;

/** What kind of team a master runs. */
public enum Mode {
    /** One program on all ranks: the start waits for all of them, later processes wait in the lobby for an admit. */
    SPMD,
    /** A master that gives work to nodes: they are members as soon as they are registered. */
    SERVE
}
