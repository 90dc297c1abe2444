package dev.comm.testkit.live.environment;

/** An error that unwinds the threads of a killed member. Programs are not meant to catch an Error of this kind. */
public final class MemberKilled extends Error {
    private static final long serialVersionUID = 1;

    MemberKilled(String name) {
        super(name + " was killed", null, false, false);
    }
}
