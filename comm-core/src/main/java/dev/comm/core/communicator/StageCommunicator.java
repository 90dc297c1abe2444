package dev.comm.core.communicator;

import dev.comm.api.Answer;
import dev.comm.api.AsyncCommunicator;
import dev.comm.api.Collected;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.JoinedArray;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.Verdict;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Completion;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * The asynchronous form of a communicator, which submits calls at once and completes stages on the callback executor.
 */
final class StageCommunicator implements AsyncCommunicator {
    private final MembershipSession session;
    private final CollectiveCalls calls;
    private final ArrayCalls arrays;

    private final MessageStages messages;

    StageCommunicator(MembershipSession session, CollectiveCalls calls, MessageCalls messages) {
        this.messages = new MessageStages(session, messages);
        this.session = session;
        this.calls = calls;
        this.arrays = new ArrayCalls(session, calls);
    }

    @Override
    public CompletionStage<Verdict> barrier() {
        return submit(calls.barrier());
    }

    @Override
    public <T> CompletionStage<Collected<T>> collect(T value) {
        return submit(calls.collect(value));
    }

    @Override
    public <T> CompletionStage<Collected<T>> allGather(T value) {
        return submit(calls.allGather(value));
    }

    @Override
    public <T> CompletionStage<Collected<T>> allToAll(List<T> forRank) {
        return submit(calls.allToAll(forRank));
    }

    @Override
    public <T> CompletionStage<Distributed<T>> distribute(Supplier<? extends T> atRank0) {
        return submit(calls.distribute(CollectiveKind.DISTRIBUTE, atRank0));
    }

    @Override
    public <T> CompletionStage<Distributed<T>> scatter(Supplier<? extends List<T>> atRank0) {
        return submit(calls.scatter(atRank0));
    }

    @Override
    public <T> CompletionStage<Reduced<T>> reduce(T value, BinaryOperator<T> operator) {
        return submit(calls.reduce(CollectiveKind.REDUCE, value, operator, null));
    }

    @Override
    public <T> CompletionStage<Reduced<T>> allReduce(T value, BinaryOperator<T> operator) {
        return submit(calls.reduce(CollectiveKind.ALL_REDUCE, value, operator, null));
    }

    @Override
    public <T> CompletionStage<Reduced<T>> reduce(T value, Elementwise operator) {
        return submit(calls.fold(CollectiveKind.REDUCE, value, operator, null));
    }

    @Override
    public <T> CompletionStage<Reduced<T>> allReduce(T value, Elementwise operator) {
        return submit(calls.fold(CollectiveKind.ALL_REDUCE, value, operator, null));
    }

    @Override
    public <A> CompletionStage<Distributed<A>> scatterArray(Supplier<? extends List<Slice<A>>> atRank0) {
        return submit(arrays.scatter(atRank0));
    }

    @Override
    public <A> CompletionStage<Distributed<Slice<A>>> scatterArray(
            Supplier<? extends List<Slice<A>>> atRank0, Slice<A> place) {
        return submit(arrays.scatter(atRank0, place));
    }

    @Override
    public <A> CompletionStage<JoinedArray<A>> collectArray(Slice<A> piece) {
        return submit(arrays.join(CollectiveKind.COLLECT, piece));
    }

    @Override
    public <A> CompletionStage<Collected<Slice<A>>> collectArray(Slice<A> piece, List<Slice<A>> places) {
        return submit(arrays.collect(CollectiveKind.COLLECT, piece, places));
    }

    @Override
    public <A> CompletionStage<JoinedArray<A>> allGatherArray(Slice<A> piece) {
        return submit(arrays.join(CollectiveKind.ALL_GATHER, piece));
    }

    @Override
    public <A> CompletionStage<Collected<Slice<A>>> allGatherArray(Slice<A> piece, List<Slice<A>> places) {
        return submit(arrays.collect(CollectiveKind.ALL_GATHER, piece, places));
    }

    @Override
    public CompletionStage<Void> send(int rank, Object value) {
        return messages.send(rank, value);
    }

    @Override
    public <T> CompletionStage<T> receive(int rank, Class<T> type) {
        return messages.receive(rank, type);
    }

    @Override
    public <T> CompletionStage<T> exchange(int to, Object out, int from, Class<T> type) {
        return messages.exchange(to, out, from, type);
    }

    @Override
    public CompletionStage<Void> exchange(int to, Slice<?> out, int from, Slice<?> in) {
        return messages.exchange(to, out, from, in);
    }

    @Override
    public <T> CompletionStage<Answer<T>> receiveAny(Class<T> type) {
        return messages.receiveAny(type);
    }

    private <R> CompletionStage<R> submit(PreparedCollective<R> operation) {
        // A collective goes on when its stage is cancelled, because the other ranks wait for this one.
        StageDesk desk = new StageDesk(session);
        Stage<R> stage = new Stage<>(desk, () -> {});
        Completion<CollectiveCall.Decided> completion = session.driver().submit(operation.call());
        completion.whenDone(() -> desk.execute(() -> stage.end(completion, operation::read, calls::release)));
        return stage;
    }
}
