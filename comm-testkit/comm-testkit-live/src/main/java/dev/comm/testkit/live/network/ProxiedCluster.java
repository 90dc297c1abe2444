package dev.comm.testkit.live.network;

import dev.comm.testkit.history.Occurrence.Fault;
import java.time.Duration;

/** A cluster with nodes that reach the master through proxies, as its links see it. */
public interface ProxiedCluster {
    /** Returns the number of ranks. */
    int size();

    /** Runs an action as one step of the run, or at the start if the run has not begun. */
    void act(Runnable action);

    /** Plans an action for the given time after now. */
    void after(Duration delay, Runnable action);

    /** Returns the proxies. Call this method only during the run. */
    ProxySite site();

    /** Returns the monitor that is held during each step of the run. */
    Object monitor();

    /** Records a fault of a rank. */
    void note(Fault.Kind kind, int rank);
}
