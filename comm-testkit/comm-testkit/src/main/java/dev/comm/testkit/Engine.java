package dev.comm.testkit;

import org.apiguardian.api.API;

/** An engine that runs a cluster in a test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Engine {
    /** One JVM, a simulated network and virtual time. This engine is fast, and its runs can be repeated from a seed. */
    SIM,
    /**
     * One JVM, real time and real sockets on the loopback interface, behind a proxy that causes the faults. The
     * artifact {@code comm-testkit-live} contains this engine.
     */
    LOOPBACK,
    /**
     * A JVM for each member, with real sockets, real signals and real time. The artifact {@code comm-testkit-live}
     * contains this engine.
     */
    PROCESS
}
