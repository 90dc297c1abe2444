package dev.comm.testkit;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.history.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * A master and its nodes in a test. They run the real protocol and real programs on one of the engines.
 *
 * <pre>{@code
 * cluster.program(comm -> comm.barrier());
 * cluster.node(2).crashAt(Step.ARRIVE_SENT);
 * assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 3);
 * }</pre>
 *
 * <p>Declare the programs of the members and the faults, then call {@link #run}, which starts all members. Use a
 * cluster for one run only, and declare it on one thread. A request that an engine cannot fulfil throws
 * {@link MissingCapability}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Cluster {
    /** Returns the engine of this cluster. */
    Engine engine();

    /** Returns whether the engine of this cluster has an ability. */
    boolean can(Capability capability);

    /** Returns the seed, which decides everything that is left to chance. */
    long seed();

    /** Returns the number of ranks, the master included. */
    int size();

    /** Returns the master. */
    default Member master() {
        return member(0);
    }

    /**
     * Returns a node.
     *
     * @param rank the rank of the node, from 1
     */
    default Member node(int rank) {
        return member(rank);
    }

    /**
     * Returns a member.
     *
     * @param rank the rank of the member; 0 is the master
     */
    Member member(int rank);

    /** Returns all nodes in the order of their ranks. The list does not contain the master. */
    List<? extends Member> nodes();

    /** Changes the settings of all members. Without changes, the profile is {@link dev.comm.api.Profile#FAST}. */
    Cluster configure(UnaryOperator<CommConfig.Builder> changes);

    /** Gives every member this program. */
    Cluster program(CommProgram program);

    /** Gives one member this program. */
    Cluster program(int rank, CommProgram program);

    /** Gives the master this program and lets the nodes serve requests. */
    Cluster serve(Handlers handlers, MasterProgram program);

    /** Keeps a node from being started with the others. {@link Member#restart} can start it later. */
    Cluster absent(int rank);

    /** Plans a stranger that connects to the master, sends these bytes and then sends no more. */
    default Cluster stranger(Duration time, byte[] bytes) {
        return at(time, () -> network().stranger(bytes, Duration.ZERO));
    }

    /**
     * Limits the time that the programs may take. The run ends after this time, and each call that is still open then
     * breaks B6.
     */
    Cluster limit(Duration time);

    /** Returns the network between the members, with its faults. */
    Network network();

    /** Returns the random numbers for the work of programs. Draw them before the run or in one program only. */
    SplittableRandom workload();

    /** Returns the random numbers for faults. */
    SplittableRandom faults();

    /** Plans an action for a time, counted from the start. */
    Cluster at(Duration time, Runnable action);

    /** Plans an action for the given time after now. Call this method in planned actions. */
    void after(Duration delay, Runnable action);

    /** Returns the time since the start. */
    Duration now();

    /**
     * Draws a plan of faults from the seed, and heals at {@code until} everything that can be healed. After that time
     * no fault happens, and every open call has to end.
     *
     * <p>A plan that is given from outside, to replay a run or to shorten its plan, replaces the drawn plan.
     *
     * @param mix the kinds of faults that may occur
     */
    Cluster chaos(FaultMix mix, Duration until);

    /** Adds faults that are given as data. */
    Cluster plan(FaultPlan plan);

    /**
     * Declares a condition that has to hold after every event. The kit evaluates the condition between two events, so
     * the condition must not wait. If it fails, the run goes on, and {@link #run} reports the failure with its time as
     * a broken promise.
     */
    Cluster always(String property, BooleanSupplier holds);

    /**
     * Declares a state that has to hold at some time in at least one run of a campaign. If the state never holds, the
     * campaign fails, because its runs are too easy. The kit evaluates the state after every event.
     */
    Cluster sometimes(String property, BooleanSupplier held);

    /**
     * Allows the program of any rank to end with an exception of this type. Any other error of the program itself fails
     * the run; an exception of Comm fails it only if the run had no fault. A campaign fails if a permission was needed
     * in none of its runs.
     *
     * @param type the narrowest type that the program throws; a failed assertion is never allowed, not even as a cause
     * @throws IllegalArgumentException if the type is a superclass or a subclass of {@link AssertionError}
     */
    Cluster mayThrow(Class<? extends Throwable> type);

    /**
     * Allows the program of one rank to end with an exception of this type; see {@link #mayThrow(Class)}.
     * {@link Run#ending} returns how the program ended.
     *
     * @param rank the rank of the program; 0 is the master
     */
    Cluster mayThrow(int rank, Class<? extends Throwable> type);

    /** Registers a listener, which receives each event as the event happens. The listener must not wait. */
    Cluster listen(Consumer<Occurrence> listener);

    /**
     * Reports a value from a program to the test. The report works on every engine, also if programs run in processes
     * of their own with copies of the objects that they capture. See {@link Run#report}.
     *
     * @param rank the rank that reports
     * @param value plain data: a number, text, an enum, bytes, or a list, set, map or record of these
     */
    void report(int rank, String key, Object value);

    /**
     * Runs all programs to their end and checks that all promises were kept.
     *
     * @throws AssertionError with the seed, if a promise was broken
     * @throws ProgramFailure if a program or an assertion in a handler threw an error that no fault explains and
     *     {@link #mayThrow} does not allow
     */
    default Run run() {
        Run run = runUnchecked();
        run.check();
        return run;
    }

    /** Runs all programs to their end, and checks neither the promises nor the exceptions of the programs. */
    Run runUnchecked();

    /**
     * Lets time pass, which is virtual time in a simulation. Programs call this method in place of
     * {@code Thread.sleep}.
     */
    static void pause(Duration length) {
        ProgramWaiting.pause(length);
    }

    /**
     * Waits until a stage is complete, in virtual time in a simulation. Programs call this method in place of
     * {@code join}.
     *
     * @return the value of the stage
     * @throws CompletionException with the stage's error, or with a {@link TimeoutException} if it is not complete in
     *     time
     */
    static <T> T await(CompletionStage<T> stage, Duration timeout) {
        return ProgramWaiting.await(stage, timeout);
    }
}
