package dev.comm.testkit;

import dev.comm.testkit.fault.Step;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A member of a cluster, with its faults: at once from a planned action, or planned before the run.
 *
 * <p>A request that an engine cannot fulfil throws {@link MissingCapability}. An action that makes no sense now (to
 * thaw a running member, to kill a dead one) does nothing.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Member {
    /** The rank that it is started as; 0 is the master. */
    int rank();

    /** Whether its process runs: it was started, has not been killed and is not stopped. */
    boolean isRunning();

    /** Kills it now, as by SIGKILL: its kernel closes the connections. */
    void crash();

    /** Kills it now together with its host: the others hear nothing. */
    void vanish();

    /** Asks it to end now, as by SIGTERM. */
    void terminate();

    /** Lets its program halt its own process now, with this exit code. */
    void halt(int status);

    /** Lets its process run out of memory now. */
    void exhaustMemory();

    /** Stops it now, as by SIGSTOP. */
    void freeze();

    /** Stops it now for a while. */
    void freeze(Duration length);

    /** Lets it go on now. */
    void thaw();

    /** Starts its program again, now, in a new process; the old one is killed if it lives. */
    void restart();

    /** Lets its clock run at another rate from now on; 1 is right. */
    void drift(double rate);

    /** Resets its connections now. */
    void cut();

    /** From now on no byte of the others reaches it. */
    void deafen();

    /** From now on no byte of it reaches the others. */
    void mute();

    /** From now on no byte passes between it and the others, both ways; nobody is told. */
    default void isolate() {
        deafen();
        mute();
    }

    /** Bytes flow again, both ways. */
    void reconnect();

    /** Everything between it and the others takes longer from now on. */
    void delay(Duration extra);

    /** Plans an action for a time, counted from the start. */
    void at(Duration time, Runnable action);

    /** Plans an action for the n-th time that it does a step, counted from 1. */
    void at(Step step, int occurrence, Runnable action);

    /** Plans a crash. */
    default void crashAt(Duration time) {
        at(time, this::crash);
    }

    /** Plans a crash at the first time it does a step. */
    default void crashAt(Step step) {
        at(step, 1, this::crash);
    }

    /** Plans a stop of some length. */
    default void freezeAt(Duration time, Duration length) {
        at(time, () -> freeze(length));
    }

    /** Plans a stop of some length at the first time it does a step. */
    default void freezeAt(Step step, Duration length) {
        at(step, 1, () -> freeze(length));
    }

    /** Plans a stop at the n-th time that it does a step, counted from 1, until it is told to go on. */
    Suspension suspendAt(Step step, int occurrence);
}
