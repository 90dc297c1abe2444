package dev.comm.testkit;

import dev.comm.testkit.fault.Step;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A member of a cluster, with its faults. A planned action causes a fault at once; a test plans a fault before the run.
 *
 * <p>A request that an engine cannot fulfil throws {@link MissingCapability}. An action that makes no sense in the
 * present state of the member, such as thawing a running member or killing a dead one, has no effect.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Member {
    /** Returns the rank that the member is started as; 0 is the master. */
    int rank();

    /**
     * Returns whether the process of the member runs. A process runs if it was started, was not killed and is not
     * stopped.
     */
    boolean isRunning();

    /** Kills the member now, as by SIGKILL. The kernel closes its connections. */
    void crash();

    /** Kills the member now together with its host. The other members receive no signal of its end. */
    void vanish();

    /** Asks the member now to end, as by SIGTERM. */
    void terminate();

    /** Lets the program of the member halt its own process now, with this exit code. */
    void halt(int status);

    /** Lets the process of the member run out of memory now. */
    void exhaustMemory();

    /** Stops the member now, as by SIGSTOP. */
    void freeze();

    /** Stops the member now for the given time. */
    void freeze(Duration length);

    /** Resumes the stopped member now. */
    void thaw();

    /** Starts the program of the member again now, in a new process. Kills the old process if it lives. */
    void restart();

    /** Lets the clock of the member run at another rate from now on; 1 is the right rate. */
    void drift(double rate);

    /** Resets the connections of the member now. */
    void cut();

    /** Stops all bytes from the other members to this member from now on. */
    void deafen();

    /** Stops all bytes from this member to the other members from now on. */
    void mute();

    /**
     * Stops all bytes between this member and the other members from now on, in both directions. No member receives a
     * signal of the isolation.
     */
    default void isolate() {
        deafen();
        mute();
    }

    /** Lets bytes flow again in both directions. */
    void reconnect();

    /** Delays everything between this member and the other members from now on. */
    void delay(Duration extra);

    /** Plans an action for a time, counted from the start. */
    void at(Duration time, Runnable action);

    /** Plans an action for the n-th time that the member does a step, counted from 1. */
    void at(Step step, int occurrence, Runnable action);

    /** Plans a crash at a time, counted from the start. */
    default void crashAt(Duration time) {
        at(time, this::crash);
    }

    /** Plans a crash for the first time that the member does a step. */
    default void crashAt(Step step) {
        at(step, 1, this::crash);
    }

    /** Plans a stop of the given length at a time, counted from the start. */
    default void freezeAt(Duration time, Duration length) {
        at(time, () -> freeze(length));
    }

    /** Plans a stop of the given length for the first time that the member does a step. */
    default void freezeAt(Step step, Duration length) {
        at(step, 1, () -> freeze(length));
    }

    /**
     * Plans a stop for the n-th time that the member does a step, counted from 1. The member stops until the test
     * resumes it.
     */
    Suspension suspendAt(Step step, int occurrence);
}
