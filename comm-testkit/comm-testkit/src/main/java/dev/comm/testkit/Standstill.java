package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The threads of a member that shares its JVM with others, as far as a test can stop them: at the places where they
 * wait by {@link Cluster#pause} and {@link Cluster#await}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Standstill extends ThreadGroup {
    /** A group for one process of a member. */
    protected Standstill(String name) {
        super(name);
    }

    /** On one of the threads: waits while the member is frozen, unwinds if it was killed. */
    protected abstract void standStill();

    /** On any thread: stands still if its member does. */
    static void pass() {
        if (Thread.currentThread().getThreadGroup() instanceof Standstill member) {
            member.standStill();
        }
    }
}
