package dev.comm.api;

import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A team of ranks that stays a team when members fail.
 *
 * <p>Every call ends (B6); everyone who survives gets the same verdict (B1). A lost member is part of the result.
 * Exceptions that any collective may throw: {@link CollectiveTimeoutException}, {@link QuorumLostException},
 * {@link CollectiveMismatchException}, {@link CollectiveFailedException} (agreed, equal on all members);
 * {@link MasterLostException}, {@link FencedException}, {@link ClosedException}, {@link InterruptedCallException}
 * (local: the outcome is unknown).
 *
 * <p>Threads: one thread at a time issues collectives, a concurrent second gets {@link IllegalStateException}; messages
 * may be sent and received by any thread. Not to be called from a callback of Comm. Not to be implemented by users.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Communicator extends AutoCloseable {
    /**
     * Joins a run as the configured rank: rank 0 starts the master and listens, others connect. Returns when the start
     * policy is met.
     *
     * @throws ConfigException if settings are missing or wrong
     * @throws NotAdmittedException if the start timed out or the master refused
     */
    static Communicator join(CommConfig config) {
        return Runtimes.current().join(config);
    }

    /**
     * Joins, runs the program and leaves; errors end as exit codes: 0 policy met, 1 program failed, 3 configuration, 4
     * not admitted, 5 master lost, 6 fenced, 7 quorum lost, 8 done but members were lost, 70 a bug in Comm.
     *
     * @return the exit code, for {@code System.exit}
     */
    static int run(CommConfig.Builder config, CommProgram program) {
        return Runtimes.current().run(config, program);
    }

    /** This process's rank; 0 is the master. */
    int rank();

    /** Number of rank slots, rank 0 included; never shrinks. */
    int size();

    /** The current view's number. */
    long epoch();

    /** Who lives now, as far as this process knows. */
    View view();

    /** Who lived at the start. */
    View initialView();

    /**
     * A living member.
     *
     * @throws MemberLostException if the rank does not live
     */
    Member member(int rank);

    /** Waits until every member of the view arrived or departed. */
    Verdict barrier();

    /** Gathers every rank's value at rank 0, indexed by rank; other ranks get the verdict alone. */
    <T> Collected<T> collect(T value);

    /** Gathers every rank's value at every rank. */
    <T> Collected<T> allGather(T value);

    /** Gives the value of rank 0 to all; the supplier runs on rank 0 only, on the calling thread. */
    <T> Distributed<T> distribute(Supplier<? extends T> atRank0);

    /** Gives each rank its element of rank 0's list (index = rank); ranks beyond the list get null. */
    <T> Distributed<T> scatter(Supplier<? extends List<T>> atRank0);

    /** Combines all values in rank order at rank 0; other ranks get null. The operator runs on rank 0. */
    <T> Reduced<T> reduce(T value, BinaryOperator<T> operator);

    /** Combines all values in rank order and gives the result to all. The operator runs on rank 0. */
    <T> Reduced<T> allReduce(T value, BinaryOperator<T> operator);

    /** A barrier with a deadline of its own. */
    Verdict barrier(Duration timeout);

    /**
     * Like {@link #collect}, but hands over one rank at a time, so that memory for one value is enough.
     *
     * @param atRank0 called on the calling thread of rank 0, in rank order, after the decision
     */
    <T> Verdict collectEach(T value, Consumer<? super Answer<T>> atRank0);

    /**
     * Lets in who waits in the lobby (elastic SPMD); all members call it. The verdict lists {@code joined}.
     *
     * @param stateSupplier runs on rank 0 only; its value goes to those who join and is what {@link #entryState} gives
     *     them
     */
    <T> Distributed<T> admit(Supplier<? extends T> stateSupplier);

    /**
     * The state that rank 0 gave when this process was let in by {@link #admit}, or null if it was there from the
     * start.
     */
    <T> T entryState(Class<T> type);

    /** A new communicator of the same members, with its own counting; a collective. */
    Communicator dup();

    /**
     * Sends a value to a rank. Returns when the bytes are on their way; the value is not copied before.
     *
     * @throws MemberLostException if the rank does not live
     */
    void send(int rank, Object value);

    /**
     * The next message of a rank under the tag of the options, in the order of sending (P1).
     *
     * @throws MemberLostException if the rank departed and everything it sent was received
     * @throws CallTimeoutException if nothing came in time
     */
    <T> T receive(int rank, Class<T> type, Duration timeout);

    /** The same communicator with options for the calls made through it. */
    Communicator with(CallOptions options);

    /** The calls as stages. */
    AsyncCommunicator async();

    /** Leaves in order: finishes what is open, then says goodbye. Later calls fail with {@link ClosedException}. */
    void leave();

    /**
     * Leaves if that was not done; on the way out of an exception inside {@link #run} the others see FAILED.
     * Idempotent.
     */
    @Override
    void close();
}
