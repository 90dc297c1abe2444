package dev.comm.launcher;

/** What happens to the other ranks when one fails. */
enum OnFailure {
    /** They go on: a team survives its members. */
    CONTINUE,
    /** They are stopped. */
    STOP
}
