package dev.comm.api;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * The calls of a {@link Communicator} as stages. Calls are numbered in call order, at most 16 are open, and they are
 * decided in order. Stages complete on Comm's callback executor. Cancelling a stage gives up the local result, never
 * the arrival.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface AsyncCommunicator {
    /** Waits until every member of the view arrived or departed. */
    CompletionStage<Verdict> barrier();

    /** Gathers every rank's value at rank 0, indexed by rank; other ranks get the verdict alone. */
    <T> CompletionStage<Collected<T>> collect(T value);

    /** Gathers every rank's value at every rank. */
    <T> CompletionStage<Collected<T>> allGather(T value);

    /** Gives the value of rank 0 to all; the supplier runs on rank 0 only, on the thread that calls. */
    <T> CompletionStage<Distributed<T>> distribute(Supplier<? extends T> atRank0);

    /** Gives each rank its element of rank 0's list (index = rank); ranks beyond the list get null. */
    <T> CompletionStage<Distributed<T>> scatter(Supplier<? extends List<T>> atRank0);

    /** Combines all values in rank order at rank 0; other ranks get null. The operator runs on rank 0. */
    <T> CompletionStage<Reduced<T>> reduce(T value, BinaryOperator<T> operator);

    /** Combines all values in rank order and gives the result to all. The operator runs on rank 0. */
    <T> CompletionStage<Reduced<T>> allReduce(T value, BinaryOperator<T> operator);
}
