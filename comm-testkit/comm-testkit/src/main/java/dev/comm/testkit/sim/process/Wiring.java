package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** The wiring that joins the hosts of a simulation. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Wiring {
    /** Called when a host that had vanished is there again. */
    void hostReturned();
}
