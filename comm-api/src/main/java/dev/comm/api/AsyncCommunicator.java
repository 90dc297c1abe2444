package dev.comm.api;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The calls of a {@link Communicator} as stages. The communicator numbers the calls in call order, and the master
 * decides them in the same order. At most {@code limits.openCollectives} (16) calls are open at once. A further call
 * waits until an open call ends and then arrives in its turn, so no rank fails by chance. If the further call has to
 * wait longer than its timeout, its stage ends with {@code CallTimeoutException} or an agreed timeout. This rank still
 * arrives in the turn of that call. A thread that waits for a stage in {@code get} or {@code join} drives the
 * communication, as a blocking call does, and completes the stage. Otherwise stages complete on Comm's callback
 * executor. Cancelling a stage discards only the local result; the arrival of this rank stays valid.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface AsyncCommunicator {
    /** Waits until every member of the view arrived or departed. */
    CompletionStage<Verdict> barrier();

    /** Gathers every rank's value at rank 0, indexed by rank; other ranks receive only the verdict. */
    <T> CompletionStage<Collected<T>> collect(T value);

    /** Gathers every rank's value at every rank. */
    <T> CompletionStage<Collected<T>> allGather(T value);

    /**
     * Gives each rank a value of its own, as {@link Communicator#allToAll} does. The values must not change until the
     * stage completes.
     *
     * @throws IllegalArgumentException if the list is longer than {@link Communicator#size}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<Collected<T>> allToAll(List<T> forRank);

    /** Distributes the value of rank 0 to all ranks; the supplier runs on rank 0 only, on the calling thread. */
    <T> CompletionStage<Distributed<T>> distribute(Supplier<? extends T> atRank0);

    /** Sends each rank its element of rank 0's list (index = rank); ranks beyond the list receive null. */
    <T> CompletionStage<Distributed<T>> scatter(Supplier<? extends List<T>> atRank0);

    /**
     * Combines all values in rank order at rank 0; other ranks receive null. The operator runs on rank 0, on Comm's
     * callback executor. The operator must not wait for a lock that the caller holds, and must not call a communicator.
     */
    <T> CompletionStage<Reduced<T>> reduce(T value, BinaryOperator<T> operator);

    /** Combines like {@link #reduce(Object, BinaryOperator)} and sends the result to all ranks. */
    <T> CompletionStage<Reduced<T>> allReduce(T value, BinaryOperator<T> operator);

    /**
     * Combines as {@link Communicator#reduce(Object, Elementwise)} does. Until the stage completes, the elements of a
     * {@link Slice} must not change.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<Reduced<T>> reduce(T value, Elementwise operator);

    /** Combines like {@link #reduce(Object, Elementwise)}, and gives all ranks the result with the same bits. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<Reduced<T>> allReduce(T value, Elementwise operator);

    /** Sends each rank its piece of one array, as {@link Communicator#scatterArray(Supplier)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<Distributed<A>> scatterArray(Supplier<? extends List<Slice<A>>> atRank0);

    /** Sends each rank its piece into a place, as {@link Communicator#scatterArray(Supplier, Slice)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<Distributed<Slice<A>>> scatterArray(Supplier<? extends List<Slice<A>>> atRank0, Slice<A> place);

    /** Gathers pieces of one array at rank 0, as {@link Communicator#collectArray(Slice)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<JoinedArray<A>> collectArray(Slice<A> piece);

    /** Gathers pieces into places at rank 0, as {@link Communicator#collectArray(Slice, List)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<Collected<Slice<A>>> collectArray(Slice<A> piece, List<Slice<A>> places);

    /** Gathers pieces of one array at all ranks, as {@link Communicator#allGatherArray(Slice)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<JoinedArray<A>> allGatherArray(Slice<A> piece);

    /** Gathers pieces into places at all ranks, as {@link Communicator#allGatherArray(Slice, List)} does. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <A> CompletionStage<Collected<Slice<A>>> allGatherArray(Slice<A> piece, List<Slice<A>> places);

    /**
     * Sends a value to a rank, as {@link Communicator#send} does. The value is encoded at the call. The program must
     * not change a byte array, a buffer, a payload or a place in an array until the stage has ended. Cancelling the
     * stage takes the message back if it has not begun, and copies the rest of it otherwise.
     *
     * <p>The stage ends with {@code MemberLostException} if the rank does not live, and with
     * {@code CallTimeoutException} if the message was not sent within the timeout of the options. The number of open
     * sends is not limited; each keeps its value in memory.
     *
     * @throws IllegalArgumentException if the rank is negative
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    CompletionStage<Void> send(int rank, Object value);

    /**
     * Receives the next message of a rank, as {@link Communicator#receive(int, Class)} does. Open receives get the
     * messages in the order of their calls. Cancelling the stage takes back a receive that has no message yet, so that
     * the next receive gets the message.
     *
     * <p>The stage ends with {@code MemberLostException} if the rank departed and none of its messages is left.
     *
     * @throws IllegalArgumentException if the rank is negative
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<T> receive(int rank, Class<T> type);

    /**
     * Sends to one rank and receives from another, as {@link Communicator#exchange(int, Object, int, Class)} does. The
     * program computes in the meantime:
     *
     * <pre>{@code
     * CompletionStage<double[]> below = comm.async().exchange(up, firstRow, down, double[].class);
     * relaxInner(field);
     * relaxEdge(field, below.toCompletableFuture().join());
     * }</pre>
     *
     * <p>The stage ends with {@code MemberLostException} if {@code to} does not live, or if {@code from} departed and
     * none of its messages is left. If the send fails, no message is taken.
     *
     * @throws IllegalArgumentException if a rank is negative and not {@link Communicator#NOBODY}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<T> exchange(int to, Object out, int from, Class<T> type);

    /**
     * Exchanges the elements of places, as {@link Communicator#exchange(int, Slice, int, Slice)} does. The program must
     * not use the place {@code in}, nor change the place {@code out}, until the stage has ended. A stage that fails
     * leaves {@code in} unchanged.
     *
     * @throws IllegalArgumentException if a rank is negative and not {@link Communicator#NOBODY}
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    CompletionStage<Void> exchange(int to, Slice<?> out, int from, Slice<?> in);

    /**
     * Receives the next message of any rank or tells a departure, as {@link Communicator#receiveAny(Class)} does.
     * Cancelling the stage takes back a receive that has got neither.
     *
     * <p>The stage ends with {@code MemberLostException} if no other member of this communicator is left.
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    <T> CompletionStage<Answer<T>> receiveAny(Class<T> type);
}
