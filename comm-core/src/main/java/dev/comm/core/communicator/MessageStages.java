package dev.comm.core.communicator;

import dev.comm.api.Answer;
import dev.comm.api.Communicator;
import dev.comm.api.Slice;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CommException;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.ProceedCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The message calls of one communicator as stages, which the callback executor completes. */
final class MessageStages {
    private final MembershipSession session;
    private final MessageCalls calls;

    MessageStages(MembershipSession session, MessageCalls calls) {
        this.session = session;
        this.calls = calls;
    }

    CompletionStage<Void> send(int rank, Object value) {
        MessageCalls.entering(rank);
        try {
            return submit(calls.timed(rank, value), sent -> sent);
        } catch (CommException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    <T> CompletionStage<T> receive(int rank, Class<T> type) {
        Arguments.given(type, "the type of the message");
        return submit(calls.incoming(rank), value -> session.codec().take(value, type));
    }

    <T> CompletionStage<Answer<T>> receiveAny(Class<T> type) {
        Arguments.given(type, "the type of the message");
        return submit(calls.any(), arrival -> calls.answer(arrival, type));
    }

    <T> CompletionStage<T> exchange(int to, Object out, int from, Class<T> type) {
        if (from != Communicator.NOBODY) {
            Arguments.given(type, "the type of the message");
        }
        return exchange(to, out, from, value -> session.codec().take(value, type));
    }

    CompletionStage<Void> exchange(int to, Slice<?> out, int from, Slice<?> in) {
        MessageCalls.checkPlaces(to, out, from, in);
        return exchange(to, out, from, value -> {
            calls.fill(value, in, from);
            return null;
        });
    }

    private <T> CompletionStage<T> exchange(int to, Object out, int from, Function<Value, T> reader) {
        if (from == Communicator.NOBODY) {
            return to == Communicator.NOBODY
                    ? CompletableFuture.completedFuture(null)
                    : send(to, out).thenApply(sent -> null);
        }
        if (to == Communicator.NOBODY) {
            return submit(calls.incoming(from), reader);
        }
        MessageCalls.entering(to);
        ReceiveCall receive = calls.held(from);
        SendCall send;
        try {
            send = calls.timed(to, out);
        } catch (CommException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> received = submit(receive, reader);
        CompletableFuture<T> both = new CompletableFuture<>();
        submit(send, sent -> sent).whenComplete((sent, error) -> goOn(receive, received, error, both));
        withdrawIfCancelled(receive, both);
        return both;
    }

    /** Lets the receive of an exchange go on after the send, or withdraws the receive if the send has failed. */
    private <T> void goOn(
            ReceiveCall receive, CompletableFuture<T> received, Throwable error, CompletableFuture<T> both) {
        if (error != null) {
            session.driver().submit(new WithdrawCall(receive));
            both.completeExceptionally(error);
        } else {
            session.driver().submit(new ProceedCall(receive));
            received.whenComplete((value, failure) -> {
                if (failure != null) {
                    both.completeExceptionally(failure);
                } else {
                    both.complete(value);
                }
            });
        }
    }

    private <C, R> CompletableFuture<R> submit(Call<C> call, Function<C, R> reader) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Completion<C> completion = session.driver().submit(call);
        completion.whenDone(() -> session.callbacks().execute(() -> end(completion, reader, future)));
        withdrawIfCancelled(call, future);
        return future;
    }

    /** Withdraws a call whose stage the program cancels, because otherwise a receive would take a message for it. */
    private void withdrawIfCancelled(Call<?> call, CompletableFuture<?> future) {
        future.whenComplete((value, error) -> {
            if (future.isCancelled()) {
                session.driver().submit(new WithdrawCall(call));
            }
        });
    }

    private static <C, R> void end(Completion<C> completion, Function<C, R> reader, CompletableFuture<R> future) {
        try {
            if (completion.failure() != null) {
                throw FailureExceptions.toException(completion.failure());
            }
            future.complete(reader.apply(completion.result()));
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }
}
