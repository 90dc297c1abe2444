package dev.comm.launcher;

/** The rule for the other ranks when one rank fails. */
enum OnFailure {
    /** The other ranks continue, because a run survives the loss of members. */
    CONTINUE,
    /** The launcher stops the other ranks. */
    STOP
}
