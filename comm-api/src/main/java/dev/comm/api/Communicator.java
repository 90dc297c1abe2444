package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CollectiveTimeoutException;
import dev.comm.api.error.ConfigException;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.error.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A group of ranks that keeps working when members fail.
 *
 * <p>Every call ends (B6), and every survivor gets the same verdict (B1). A lost member is part of the result.
 * Exceptions that any collective may throw: {@link CollectiveTimeoutException}, {@link QuorumLostException},
 * {@link CollectiveMismatchException}, {@link CollectiveFailedException} (agreed, equal on all members);
 * {@link MasterLostException}, {@link FencedException}, {@link ClosedException}, {@link InterruptedCallException}
 * (local: the outcome is unknown).
 *
 * <p>Threads: one thread at a time calls collectives; a concurrent second call throws {@link IllegalStateException}.
 * Any thread may send and receive messages. Callbacks of Comm must not call a communicator: a call that would wait
 * throws {@link IllegalStateException} there, before anything is sent. Users must not implement this interface.
 *
 * <p>An argument that can never be right throws {@link IllegalArgumentException} or {@link NullPointerException} at the
 * call, and nothing else happens. A supplier, an operator or a consumer runs on rank 0 only, so the other ranks may
 * give null. Rank 0 still arrives if it gives null. A null supplier or operator fails the collective on all members;
 * for a null consumer rank 0 gets the exception after the verdict.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Communicator extends AutoCloseable {
    /**
     * Joins a run as the configured rank: rank 0 starts the master and listens, the other ranks connect. Returns when
     * the start policy is met.
     *
     * @throws ConfigException if settings are missing or wrong
     * @throws NotAdmittedException if the start timed out or the master refused
     * @throws ProviderException if comm-core, which runs a communicator, or another part is missing
     */
    static Communicator join(CommConfig config) {
        Arguments.given(config, "the settings");
        return Runtimes.current().join(config);
    }

    /**
     * Joins, runs the program and leaves. Exit codes: 0 policy met, 1 program failed, 3 configuration, 4 not admitted,
     * 5 master lost, 6 fenced, 7 quorum lost, 8 done but members were lost, 70 a bug in Comm.
     *
     * @return the exit code, for {@code System.exit}
     */
    static int run(CommConfig.Builder config, CommProgram program) {
        Arguments.given(config, "the settings");
        Arguments.given(program, "a program");
        return Runtimes.current().run(config, program);
    }

    /** This process's rank; 0 is the master. */
    int rank();

    /** Number of rank slots, rank 0 included; never shrinks. */
    int size();

    /** The epoch: the number of the current view. */
    long epoch();

    /** The current view: the living members, as far as this process knows. */
    View view();

    /** The first view: the members that were alive at the start. */
    View initialView();

    /**
     * A living member.
     *
     * @throws IllegalArgumentException if the rank is negative
     * @throws MemberLostException if the rank does not live
     */
    Member member(int rank);

    /** Waits until every member of the view arrived or departed. */
    Verdict barrier();

    /** Gathers every rank's value at rank 0, indexed by rank; other ranks receive only the verdict. */
    <T> Collected<T> collect(T value);

    /** Gathers every rank's value at every rank. */
    <T> Collected<T> allGather(T value);

    /** Distributes the value of rank 0 to all ranks; the supplier runs on rank 0 only, on the calling thread. */
    <T> Distributed<T> distribute(Supplier<? extends T> atRank0);

    /** Sends each rank its element of rank 0's list (index = rank); ranks beyond the list receive null. */
    <T> Distributed<T> scatter(Supplier<? extends List<T>> atRank0);

    /**
     * Combines all values in rank order at rank 0; other ranks receive null. The operator runs on rank 0 only, on the
     * calling thread, so it may use the locks and thread locals of its program. It may run again if a member departs
     * meanwhile. If this thread stops waiting, because it is interrupted, it runs on Comm's callback executor.
     */
    <T> Reduced<T> reduce(T value, BinaryOperator<T> operator);

    /** Combines like {@link #reduce} and sends the result to all ranks. */
    <T> Reduced<T> allReduce(T value, BinaryOperator<T> operator);

    /**
     * Waits like {@link #barrier()}, with the given timeout instead of the default.
     *
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    Verdict barrier(Duration timeout);

    /**
     * Gathers like {@link #collect}, but passes one rank at a time, so memory for one value suffices.
     *
     * @param atRank0 called on the calling thread of rank 0, in rank order, after the decision
     */
    <T> Verdict collectEach(T value, Consumer<? super Answer<T>> atRank0);

    /**
     * Admits the processes that wait in the lobby (elastic SPMD); all members call it. The verdict lists them as
     * {@code joined}.
     *
     * @param stateSupplier runs on rank 0 only; the new members receive its value and read it with {@link #entryState}
     */
    <T> Distributed<T> admit(Supplier<? extends T> stateSupplier);

    /** The state that rank 0 supplied when {@link #admit} admitted this process, or null for an initial member. */
    <T> T entryState(Class<T> type);

    /**
     * Creates a communicator with the same members, its own sequence numbers and its own messages; this call is a
     * collective. A library that duplicates the communicator of its user sees nothing of it, and the user nothing of
     * the library. Members that join later, also those that take the rank of a lost one, are not part of it.
     *
     * <p>Close a duplicate on every rank, after the same call; see {@link #close}.
     */
    Communicator dup();

    /**
     * Sends a value to a rank. Returns when the socket has taken the bytes; the value is not copied before.
     *
     * @throws IllegalArgumentException if the rank is negative
     * @throws MemberLostException if the rank does not live
     */
    void send(int rank, Object value);

    /**
     * Receives the next message of a rank with the tag of the options, in the order of sending (P1). Only messages that
     * were sent through this communicator count, not those of a duplicate or of its parent.
     *
     * @param timeout zero takes a message that has arrived, and does not wait
     * @throws IllegalArgumentException if the rank or the timeout is negative
     * @throws MemberLostException if the rank departed and no message of it is left
     * @throws CallTimeoutException if no message arrived within the timeout
     */
    <T> T receive(int rank, Class<T> type, Duration timeout);

    /** Returns this communicator with options for the calls made through it. */
    Communicator with(CallOptions options);

    /** Returns the asynchronous form of this communicator. */
    AsyncCommunicator async();

    /**
     * Leaves the run, also if this is a duplicate: finishes open collectives and requests, then announces the
     * departure. Later calls throw {@link ClosedException}.
     */
    void leave();

    /**
     * Leaves the run unless it was left before. If an exception ends the program of {@link #run}, the cause of the
     * departure is FAILED. Idempotent.
     *
     * <p>A duplicate made by {@link #dup} is closed alone, and this rank stays in the run. It does not wait. Later
     * calls of the duplicate throw {@link ClosedException}, and so do its open receives; its unread messages are
     * dropped. Asynchronous collectives that are open on it go on to their verdict. A collective that other ranks call
     * on it after this rank has closed it fails on all of them with {@link CollectiveFailedException}. The master frees
     * a duplicate that all living members have closed.
     */
    @Override
    void close();
}
