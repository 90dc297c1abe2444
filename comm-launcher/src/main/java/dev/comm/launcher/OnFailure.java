package dev.comm.launcher;

/** The rule for the other ranks when one fails. */
enum OnFailure {
    /** They continue, because a run survives the loss of members. */
    CONTINUE,
    /** The launcher stops them. */
    STOP
}
