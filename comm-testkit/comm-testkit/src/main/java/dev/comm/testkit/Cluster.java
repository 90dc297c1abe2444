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
 * A master and its nodes in a test: the real protocol and real programs, on one of the engines.
 *
 * <pre>{@code
 * cluster.program(comm -> comm.barrier());
 * cluster.node(2).crashAt(Step.ARRIVE_SENT);
 * assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 3);
 * }</pre>
 *
 * <p>Declare the programs of the members and the faults, then {@link #run}: nothing is started before. A cluster is for
 * one run, and is declared by one thread. A request that an engine cannot fulfil throws {@link MissingCapability}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Cluster {
    /** The engine of this cluster. */
    Engine engine();

    /** Whether its engine can do something. */
    boolean can(Capability capability);

    /** The seed; it decides everything that is left to chance. */
    long seed();

    /** Number of ranks, the master included. */
    int size();

    /** The master. */
    default Member master() {
        return member(0);
    }

    /**
     * A node.
     *
     * @param rank from 1
     */
    default Member node(int rank) {
        return member(rank);
    }

    /**
     * A member.
     *
     * @param rank from 0, which is the master
     */
    Member member(int rank);

    /** All nodes in the order of their ranks; the master is none of them. */
    List<? extends Member> nodes();

    /** Changes the settings of all members; the profile is {@link dev.comm.api.Profile#FAST} otherwise. */
    Cluster configure(UnaryOperator<CommConfig.Builder> changes);

    /** Every member runs this program. */
    Cluster program(CommProgram program);

    /** One member runs this program. */
    Cluster program(int rank, CommProgram program);

    /** The nodes serve requests, the master runs this program. */
    Cluster serve(Handlers handlers, MasterProgram program);

    /** This node is not started at first; {@link Member#restart} can do it later. */
    Cluster absent(int rank);

    /** Plans a stranger that connects to the master, sends these bytes and says nothing more. */
    default Cluster stranger(Duration time, byte[] bytes) {
        return at(time, () -> network().stranger(bytes, Duration.ZERO));
    }

    /** How much time the programs may take; then the run ends, and calls that are still open break B6. */
    Cluster limit(Duration time);

    /** The network between the members, with its faults. */
    Network network();

    /** Random numbers for the work of programs: to be drawn before the run or by one program only. */
    SplittableRandom workload();

    /** Random numbers for faults. */
    SplittableRandom faults();

    /** Plans an action for a time, counted from the start. */
    Cluster at(Duration time, Runnable action);

    /** Plans an action for a while from now; for use in planned actions. */
    void after(Duration delay, Runnable action);

    /** Time since the start. */
    Duration now();

    /**
     * Lets chaos reign: draws a plan from the seed, and at {@code until} heals everything that can be healed. Then
     * nothing goes wrong any more, and every call that is open has to end.
     *
     * <p>A plan given from outside, to replay a run or to shorten its plan, takes the place of the one drawn.
     *
     * @param mix the kinds of faults that may occur
     */
    Cluster chaos(FaultMix mix, Duration until);

    /** Adds faults given as data. */
    Cluster plan(FaultPlan plan);

    /**
     * Something that has to hold whenever anything happened; it is asked between two events and must not wait. If it
     * fails the run goes on, and {@link #run} reports it with its time, as a broken promise.
     */
    Cluster always(String property, BooleanSupplier holds);

    /**
     * A state that has to hold at some time in at least one run of a campaign, or else the campaign is too easy. It is
     * asked after every event.
     */
    Cluster sometimes(String property, BooleanSupplier held);

    /**
     * Allows the program of any rank to throw this type. Any other error of the program itself fails the run; an
     * exception of Comm fails it only if the run had no fault.
     */
    Cluster mayThrow(Class<? extends Throwable> type);

    /**
     * Allows the program of one rank to throw this type; see {@link #mayThrow(Class)}. {@link Run#ending} tells how the
     * program ended.
     *
     * @param rank from 0, which is the master
     */
    Cluster mayThrow(int rank, Class<? extends Throwable> type);

    /** Tells a listener each event as it happens; the listener must not wait. */
    Cluster listen(Consumer<Occurrence> listener);

    /**
     * Reports a value to the test, from within a program. It works on every engine, also where programs run in
     * processes of their own, with copies of the objects that they capture. See {@link Run#report}.
     *
     * @param rank the rank that reports
     * @param value plain data: a number, text, an enum, bytes, or a list, set, map or record of these
     */
    void report(int rank, String key, Object value);

    /**
     * Runs all programs to their end and checks all promises.
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

    /** Runs all programs to their end without looking whether promises were kept or what programs threw. */
    Run runUnchecked();

    /** Lets time pass, virtual time in a simulation; for use in programs, in place of {@code Thread.sleep}. */
    static void pause(Duration length) {
        ProgramWaiting.pause(length);
    }

    /**
     * Waits until a stage is complete, in virtual time in a simulation; for use in programs, in place of {@code join}.
     *
     * @return the stage's value
     * @throws CompletionException with the stage's error, or with a {@link TimeoutException} if it is not complete in
     *     time
     */
    static <T> T await(CompletionStage<T> stage, Duration timeout) {
        return ProgramWaiting.await(stage, timeout);
    }
}
