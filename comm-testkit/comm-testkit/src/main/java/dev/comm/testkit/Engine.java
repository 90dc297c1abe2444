package dev.comm.testkit;

import org.apiguardian.api.API;

/** An engine that runs a cluster in a test. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Engine {
    /** One JVM, a simulated network, virtual time: fast, and repeatable from a seed. */
    SIM,
    /**
     * One JVM, real sockets on the loopback interface through a proxy that breaks them, real time. The artifact
     * {@code comm-testkit-live} has it.
     */
    LOOPBACK,
    /** A JVM for each member, real sockets, real signals, real time. The artifact {@code comm-testkit-live} has it. */
    PROCESS
}
