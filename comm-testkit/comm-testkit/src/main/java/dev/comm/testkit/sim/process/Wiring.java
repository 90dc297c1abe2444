package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** What joins the hosts of a simulation. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Wiring {
    /** A host that had vanished is there again. */
    void hostReturned();
}
