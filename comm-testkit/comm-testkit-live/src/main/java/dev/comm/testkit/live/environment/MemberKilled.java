package dev.comm.testkit.live.environment;

/** Unwinds the threads of a member that was killed: no program is meant to catch an Error of this kind. */
public final class MemberKilled extends Error {
    private static final long serialVersionUID = 1;

    MemberKilled(String name) {
        super(name + " was killed", null, false, false);
    }
}
