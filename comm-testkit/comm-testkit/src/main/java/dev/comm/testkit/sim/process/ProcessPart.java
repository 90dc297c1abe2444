package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** Something that a simulated process uses, and that has to know the events of the process. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface ProcessPart {
    /** The process did something, or its clock changed: timers may have to be set anew. */
    default void rearm() {}

    /** The process was killed: its kernel closes its open sockets. */
    default void killed() {}

    /** The host is there again without the process. */
    default void lost() {}
}
