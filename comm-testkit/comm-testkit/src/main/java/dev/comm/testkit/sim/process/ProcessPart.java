package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** A part of a simulated process that has to be notified of the events of the process. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface ProcessPart {
    /** Sets timers anew, because the process ran or its clock changed. */
    default void rearm() {}

    /** Begins to drain, because the process was asked to end. */
    default void asked() {}

    /** Closes the open sockets, because the process was killed. */
    default void killed() {}

    /** Loses the open sockets, because the host is there again without the process. */
    default void lost() {}
}
