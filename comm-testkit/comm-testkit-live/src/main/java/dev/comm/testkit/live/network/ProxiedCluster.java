package dev.comm.testkit.live.network;

import dev.comm.testkit.history.Occurrence.Fault;
import java.time.Duration;

/** A cluster with nodes that reach the master through proxies, as its links see it. */
public interface ProxiedCluster {
    /** Number of ranks. */
    int size();

    /** Lets something happen as one step of the run; at its start if it has not begun. */
    void act(Runnable action);

    /** Plans an action for a while from now. */
    void after(Duration delay, Runnable action);

    /** The proxies; during the run only. */
    ProxySite site();

    /** Held during each step of the run. */
    Object monitor();

    /** Writes down that something is done to a rank. */
    void note(Fault.Kind kind, int rank);
}
