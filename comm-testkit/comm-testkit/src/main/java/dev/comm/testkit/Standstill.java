package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The threads of a member that shares its JVM with other members. A test can stop these threads where they wait by
 * {@link Cluster#pause} and {@link Cluster#await}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public abstract class Standstill extends ThreadGroup {
    /**
     * Creates a group for one process of a member. Its parent is the outermost group. If a member restarts another
     * member or itself, this runs on a thread of the member. An interrupt of the threads of that member must not reach
     * the new process.
     */
    protected Standstill(String name) {
        super(outermost(), name);
    }

    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Waits while the member is frozen, and unwinds if the member was killed. Called on one of the threads of the
     * member.
     */
    protected abstract void standStill();

    /** Waits on any thread while the member of the thread is frozen. */
    static void pass() {
        if (Thread.currentThread().getThreadGroup() instanceof Standstill member) {
            member.standStill();
        }
    }
}
