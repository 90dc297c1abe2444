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
import dev.comm.api.error.LimitException;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.error.ProviderException;
import dev.comm.api.error.SerializationException;
import java.time.Duration;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A group of ranks that keeps working when members fail.
 *
 * <p>Every call ends (B6), and every survivor gets the same verdict (B1). A lost member is part of the result. Any
 * collective may throw these exceptions: {@link CollectiveTimeoutException}, {@link QuorumLostException},
 * {@link CollectiveMismatchException}, {@link CollectiveFailedException} (agreed, equal on all members);
 * {@link MasterLostException}, {@link FencedException}, {@link ClosedException}, {@link InterruptedCallException}
 * (local: the outcome is unknown).
 *
 * <p>Threads: one thread at a time calls collectives; a concurrent second call throws {@link IllegalStateException}.
 * Any thread may send and receive messages. Callbacks of Comm must not call a communicator. In a callback, a call that
 * would wait throws {@link IllegalStateException} before Comm sends anything. Users must not implement this interface.
 *
 * <p>A call with an argument that can never be right throws {@link IllegalArgumentException} or
 * {@link NullPointerException} and has no other effect. A supplier, an operator or a consumer runs on rank 0 only, so
 * the other ranks may give null. If rank 0 gives null, rank 0 still arrives. A null supplier or operator fails the
 * collective on all members. With a null consumer, rank 0 gets the exception after the verdict.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface Communicator extends AutoCloseable {
    /** The rank that stands for no member in {@link #exchange(int, Object, int, Class)}, such as beyond an edge. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    int NOBODY = -1;

    /**
     * Joins a run as the configured rank. Rank 0 starts the master and listens; the other ranks connect. The call
     * returns when the start policy is met.
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
     * Joins, runs the program and leaves. The exit codes are: 0 policy met, 1 program failed, 3 configuration, 4 not
     * admitted, 5 master lost, 6 fenced, 7 quorum lost, 8 done but members were lost, 70 a bug in Comm.
     *
     * @return the exit code, for {@code System.exit}
     */
    static int run(CommConfig.Builder config, CommProgram program) {
        Arguments.given(config, "the settings");
        Arguments.given(program, "a program");
        return Runtimes.current().run(config, program);
    }

    /** Returns the rank of this process; 0 is the master. */
    int rank();

    /** Returns the number of rank slots, rank 0 included, which never shrinks. */
    int size();

    /**
     * Returns whether this rank should leave. It is true after SIGTERM, after a shutdown by rank 0 before its program
     * ended, and in the drain margin of the live time. It never becomes false again.
     *
     * <p>After SIGTERM and a shutdown, new collectives throw {@link ClosedException}. A program that saves its state
     * therefore asks between its steps and catches that exception:
     *
     * <pre>{@code
     * try {
     *     while (!comm.isLeaving() && step < steps) {
     *         step = next(comm, step); // its collectives throw after SIGTERM
     *     }
     * } catch (ClosedException asked) {
     *     // the step was not finished
     * }
     * save(step);
     * }</pre>
     *
     * <p>The ranks may learn of it at different steps, so each saves the number of its step. A rank that goes on gets
     * verdicts without those that have left.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    boolean isLeaving();

    /** Returns the epoch, which is the number of the current view. */
    long epoch();

    /** Returns the current view, which has the living members as far as this process knows. */
    View view();

    /** Returns the first view, which has the members that were alive at the start. */
    View initialView();

    /**
     * Returns a living member.
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

    /**
     * Gives each rank a value of its own, and receives a value from each rank. The values may have different sizes. A
     * rank that departed before the decision has a departed slot at every rank, also if its values had arrived (C1).
     *
     * <pre>{@code
     * List<int[]> buckets = split(numbers, comm.size()); // index = the rank that gets the bucket
     * for (Answer<int[]> bucket : comm.allToAll(buckets)) {
     *     if (bucket.isPresent()) {
     *         merge(bucket.value()); // of rank bucket.rank()
     *     }
     * }
     * }</pre>
     *
     * <p>A value that cannot be written fails its slot at its receiver alone. All values of a rank together may have
     * {@link Limits#payloadBytes} bytes; otherwise the slot of this rank is failed at every rank. The values also
     * travel together to their receiver, so the same bound holds for all values that a rank receives.
     *
     * @param forRank a value for each rank (index = rank); a rank beyond the list receives null, as for a null element
     * @throws IllegalArgumentException if the list is longer than {@link #size}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> Collected<T> allToAll(List<T> forRank);

    /** Distributes the value of rank 0 to all ranks; the supplier runs on rank 0 only, on the calling thread. */
    <T> Distributed<T> distribute(Supplier<? extends T> atRank0);

    /** Sends each rank its element of rank 0's list (index = rank); ranks beyond the list receive null. */
    <T> Distributed<T> scatter(Supplier<? extends List<T>> atRank0);

    /**
     * Combines all values in rank order at rank 0; other ranks receive null. The operator runs on rank 0 only, on the
     * calling thread, so the operator may use the locks and thread locals of the program. The operator may run again if
     * a member departs in the meantime. If an interrupt ends the wait of the calling thread, the operator runs on
     * Comm's callback executor.
     */
    <T> Reduced<T> reduce(T value, BinaryOperator<T> operator);

    /** Combines like {@link #reduce(Object, BinaryOperator)} and sends the result to all ranks. */
    <T> Reduced<T> allReduce(T value, BinaryOperator<T> operator);

    /**
     * Combines numbers, or arrays of equal length element by element, at rank 0. All ranks give the same operator. The
     * result is the left fold in rank order over the surviving ranks (R1). A rank that departs before the decision is
     * left out whole. If the value is a {@link Slice}, rank 0 gets the result in this place, which is also the value of
     * the result; the elements of the other ranks are unchanged.
     *
     * <pre>{@code
     * long[] bins = count(sample);
     * Reduced<long[]> all = comm.reduce(bins, Elementwise.SUM);
     * if (comm.rank() == 0) {
     *     print(all.value(), "without the ranks " + all.verdict().departures().keySet());
     * }
     * }</pre>
     *
     * @param value array or number, see {@link Elementwise}; null fails the collective on all ranks
     * @throws IllegalArgumentException if the operator cannot combine values of this type
     * @throws CollectiveFailedException if the ranks gave different types or lengths; the communicator stays usable
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> Reduced<T> reduce(T value, Elementwise operator);

    /** Combines like {@link #reduce(Object, Elementwise)}, and gives all ranks the result with the same bits. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> Reduced<T> allReduce(T value, Elementwise operator);

    /**
     * Sends each rank its piece of one array (index = rank), as a new array. Ranks beyond the list receive null.
     *
     * <pre>{@code
     * double[] rows = comm.scatterArray(() -> Slice.cutEven(field, comm.size())).value();
     * }</pre>
     *
     * @param atRank0 supplier of the pieces, which runs on rank 0 only, on the calling thread
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> Distributed<A> scatterArray(Supplier<? extends List<Slice<A>>> atRank0);

    /**
     * Sends each rank its piece like {@link #scatterArray(Supplier)}, into a place of the same length. The place is
     * unchanged if the call fails. A rank beyond the list receives null, and its place is unchanged.
     *
     * @throws SerializationException if the piece of this rank has another type or length than the place; other ranks
     *     are not affected
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> Distributed<Slice<A>> scatterArray(Supplier<? extends List<Slice<A>>> atRank0, Slice<A> place);

    /**
     * Gathers pieces of one array at rank 0, in rank order. The pieces may have different lengths. A rank that departed
     * has a marked slot, and its elements are not in the array (C1). Other ranks receive only the verdict.
     *
     * <pre>{@code
     * JoinedArray<double[]> field = comm.collectArray(Slice.of(own, width, rows * width));
     * }</pre>
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> JoinedArray<A> collectArray(Slice<A> piece);

    /**
     * Gathers pieces like {@link #collectArray(Slice)}, each into its place (index = rank). The place of a rank without
     * a piece is unchanged and its slot is marked. A piece with another type or length than its place fails its slot.
     *
     * @param places a place for each rank; needed on rank 0 only, the other ranks may give null
     * @throws IllegalArgumentException if rank 0 gives fewer places than there are ranks; it gets the exception after
     *     the verdict
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> Collected<Slice<A>> collectArray(Slice<A> piece, List<Slice<A>> places);

    /**
     * Gathers pieces like {@link #collectArray(Slice)}, at all ranks. Each rank joins the pieces that have the type of
     * its own piece; the slots of others are failed. So give the same type on all ranks.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> JoinedArray<A> allGatherArray(Slice<A> piece);

    /** Gathers pieces like {@link #collectArray(Slice, List)}, at all ranks. Each rank gives its own places. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> Collected<Slice<A>> allGatherArray(Slice<A> piece, List<Slice<A>> places);

    /**
     * Waits like {@link #barrier()} with the given timeout instead of the default.
     *
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    Verdict barrier(Duration timeout);

    /**
     * Gathers like {@link #collect}, but passes the answers to a consumer one by one, so memory for one value suffices.
     *
     * @param atRank0 consumer that runs on the calling thread of rank 0, in rank order, after the decision
     */
    <T> Verdict collectEach(T value, Consumer<? super Answer<T>> atRank0);

    /**
     * Admits the processes that wait in the lobby of an SPMD run that is {@link CommConfig#elastic} or has
     * {@link CommConfig#spares}. All members make this call. The verdict lists the admitted processes as
     * {@code joined}. Spares take the places of lost ranks, and wait on if no rank is lost.
     *
     * <p>An admitted process begins its program where the other members return from this call. So the call belongs to
     * the end of a step, with the state after that step.
     *
     * @param stateSupplier supplier that runs on rank 0 only; the new members receive its value and read the value with
     *     {@link #entryState}
     */
    <T> Distributed<T> admit(Supplier<? extends T> stateSupplier);

    /**
     * Returns the state that rank 0 supplied when {@link #admit} admitted this process, or null for an initial member.
     */
    <T> T entryState(Class<T> type);

    /**
     * Creates a communicator with the same members, its own sequence numbers and its own messages. This call is a
     * collective. A library that duplicates the communicator of its user gets no message of the user, and the user gets
     * no message of the library. A member that joins later is not part of the duplicate, even if the member takes the
     * rank of a lost one.
     *
     * <p>Close a duplicate on every rank after the same call; see {@link #close}.
     */
    Communicator dup();

    /**
     * Sends a value to a rank. The call returns when the socket has taken the bytes. Comm does not copy the value
     * before. If the call throws, the message is not sent, or the rest of a message that has begun was copied. So the
     * program may change an array when the call has ended, in whichever way (C2).
     *
     * @throws IllegalArgumentException if the rank is negative
     * @throws MemberLostException if the rank does not live
     */
    void send(int rank, Object value);

    /**
     * Receives the next message of a rank with the tag of the options, in the order of sending (P1). The call receives
     * only messages that were sent through this communicator, not those of a duplicate or of the parent.
     *
     * @param timeout longest wait; with zero the call takes a message that has arrived, and does not wait
     * @throws IllegalArgumentException if the rank or the timeout is negative
     * @throws MemberLostException if the rank departed and none of its messages is left
     * @throws CallTimeoutException if no message arrived within the timeout
     */
    <T> T receive(int rank, Class<T> type, Duration timeout);

    /**
     * Receives like {@link #receive(int, Class, Duration)}, with the timeout of the options or the default timeout of
     * the communicator.
     *
     * @throws IllegalArgumentException if the rank is negative
     * @throws MemberLostException if the rank departed and none of its messages is left
     * @throws CallTimeoutException if no message arrived within the timeout
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> T receive(int rank, Class<T> type);

    /**
     * Sends a value to one rank and receives the next message of another, both with the tag and within the timeout of
     * the options. A ring of ranks that all exchange with their neighbours cannot block itself, whatever the size of
     * the values. A {@link #NOBODY} skips its side, so ranks at an edge make the same call as all others.
     *
     * <pre>{@code
     * int up = comm.rank() - 1; // NOBODY for rank 0
     * int down = comm.rank() + 1 < comm.size() ? comm.rank() + 1 : Communicator.NOBODY;
     * double[] below = comm.exchange(up, firstRow, down, double[].class);
     * }</pre>
     *
     * <p>The call takes the message only after its own value was sent. If the send fails, because the receiver departed
     * or the timeout passed, the call throws and takes no message: what {@code from} has sent or sends later is for the
     * next receive. If {@code from} departed, the call sends its value, takes what {@code from} sent before, and throws
     * only when nothing of it is left.
     *
     * @param out value to send; ignored if {@code to} is {@link #NOBODY}
     * @param type type of the message; ignored if {@code from} is {@link #NOBODY}
     * @return the message, or null if {@code from} is {@link #NOBODY}
     * @throws IllegalArgumentException if a rank is negative and not {@link #NOBODY}
     * @throws MemberLostException if {@code to} does not live, or {@code from} departed and none of its messages is
     *     left; the message names the rank
     * @throws CallTimeoutException if the timeout passed before both sides were done
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> T exchange(int to, Object out, int from, Class<T> type);

    /**
     * Exchanges the elements of places in arrays like {@link #exchange(int, Object, int, Class)}, without a new array.
     * The place {@code in} is filled after the whole message has come. After any exception it is unchanged.
     *
     * <p>A message that does not fit into the place is lost, like a message that {@link #receive} cannot read.
     *
     * @param out place whose elements are sent; ignored if {@code to} is {@link #NOBODY}
     * @param in place for the elements of the message; ignored if {@code from} is {@link #NOBODY}
     * @throws IllegalArgumentException if a rank is negative and not {@link #NOBODY}
     * @throws MemberLostException if {@code to} does not live, or {@code from} departed and none of its messages is
     *     left; the message names the rank
     * @throws CallTimeoutException if the timeout passed before both sides were done
     * @throws SerializationException if the message is not an array of the type and length of {@code in}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    void exchange(int to, Slice<?> out, int from, Slice<?> in);

    /**
     * Receives the next message of any rank, with the tag and the timeout of the options, in the order of arrival. A
     * departure is an answer too. The call tells each departed member once in this communicator, after the last message
     * of that member. So a loop hands out the work of a lost rank again as it comes, and cannot wait for ever for it:
     *
     * <pre>{@code
     * while (!open.isEmpty()) {
     *     Answer<Part> next = comm.receiveAny(Part.class);
     *     if (next.isPresent()) {
     *         open.remove(next.value().number());
     *     } else if (next.departure() != null) {
     *         handOutAgain(next.rank());
     *     } else {
     *         log(next.failure()); // the message could not be read
     *     }
     * }
     * }</pre>
     *
     * <p>Departures count from the time at which this process joined, or this duplicate was made. A message that a
     * {@link #receive} has taken is not received again, and the other way round. If several receives wait for the same
     * message, the earliest call gets it. Any thread may call this method.
     *
     * @return the rank with its message, with its departure, or with the failure to read its message
     * @throws MemberLostException if no other member of this communicator lives, and every message and departure was
     *     told
     * @throws CallTimeoutException if neither came within the timeout
     * @throws LimitException if messages were dropped, because they were not received in time
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> Answer<T> receiveAny(Class<T> type);

    /**
     * Receives like {@link #receiveAny(Class)}, with a timeout of its own.
     *
     * @param timeout longest wait; with zero the call takes what has arrived, and does not wait
     * @throws IllegalArgumentException if the timeout is negative
     * @throws MemberLostException if no other member of this communicator lives, and every message and departure was
     *     told
     * @throws CallTimeoutException if neither came within the timeout
     * @throws LimitException if messages were dropped, because they were not received in time
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> Answer<T> receiveAny(Class<T> type, Duration timeout);

    /** Returns this communicator with options for the calls made through it. */
    Communicator with(CallOptions options);

    /** Returns the asynchronous form of this communicator. */
    AsyncCommunicator async();

    /**
     * Leaves the run, even if this communicator is a duplicate. The call finishes open collectives and requests and
     * then announces the departure. Later calls throw {@link ClosedException}.
     */
    void leave();

    /**
     * Leaves the run unless this process has already left. If an exception ends the program of {@link #run}, the cause
     * of the departure is FAILED. Idempotent.
     *
     * <p>On a duplicate made by {@link #dup}, this call closes only the duplicate and does not wait; this rank stays in
     * the run. Later calls of the duplicate and its open receives throw {@link ClosedException}. Comm drops the unread
     * messages of the duplicate. Asynchronous collectives that are open on the duplicate continue to their verdict. If
     * other ranks call a collective on a duplicate that this rank has closed, the collective fails on all of them with
     * {@link CollectiveFailedException}. The master frees a duplicate that all living members have closed.
     */
    @Override
    void close();
}
