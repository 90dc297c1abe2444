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
import dev.comm.core.value.ValueCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The message calls of one communicator as stages. */
final class MessageStages {
    private final MembershipSession session;
    private final MessageCalls calls;

    MessageStages(MembershipSession session, MessageCalls calls) {
        this.session = session;
        this.calls = calls;
    }

    CompletionStage<Void> send(int rank, Object value) {
        return submitSend(rank, value, sent -> sent);
    }

    <T> CompletionStage<T> receive(int rank, Class<T> type) {
        Arguments.given(type, "the type of the message");
        return submit(calls.incoming(rank), value -> session.codec().take(value, type), ValueCodec::release);
    }

    <T> CompletionStage<Answer<T>> receiveAny(Class<T> type) {
        Arguments.given(type, "the type of the message");
        return submit(
                calls.any(), arrival -> calls.answer(arrival, type), arrival -> ValueCodec.release(arrival.value()));
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

    private <T> CompletionStage<T> exchange(int to, Object out, int from, Stage.Reader<Value, T> reader) {
        if (from == Communicator.NOBODY) {
            return to == Communicator.NOBODY
                    ? CompletableFuture.completedFuture(null)
                    : submitSend(to, out, sent -> null);
        }
        if (to == Communicator.NOBODY) {
            return submit(calls.exchanged(from, to), reader, ValueCodec::release);
        }
        MessageCalls.entering(to);
        ReceiveCall receive = calls.exchanged(from, to);
        SendCall send;
        try {
            send = calls.timed(to, out);
        } catch (CommException e) {
            return CompletableFuture.failedFuture(e);
        }
        return submit(send, receive, reader);
    }

    /** Submits an exchange, whose receive goes on after its send. */
    private <T> CompletionStage<T> submit(SendCall send, ReceiveCall receive, Stage.Reader<Value, T> reader) {
        StageDesk desk = new StageDesk(session);
        Stage<T> both = new Stage<>(desk, () -> {
            withdraw(receive);
            withdraw(send);
        });
        Completion<Value> received = session.driver().submit(receive);
        Completion<Void> sent = session.driver().submit(send);
        sent.whenDone(() -> desk.execute(() -> {
            if (sent.failure() != null) {
                withdraw(receive);
                both.fail(FailureExceptions.toException(sent.failure()));
            } else {
                session.driver().submit(new ProceedCall(receive));
                received.whenDone(() -> desk.execute(() -> both.end(received, reader, ValueCodec::release)));
            }
        }));
        return both;
    }

    private <T> CompletionStage<T> submitSend(int to, Object value, Stage.Reader<Void, T> reader) {
        MessageCalls.entering(to);
        try {
            return submit(calls.timed(to, value), reader, sent -> {});
        } catch (CommException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <C, T> CompletionStage<T> submit(Call<C> call, Stage.Reader<C, T> reader, Consumer<C> unread) {
        StageDesk desk = new StageDesk(session);
        Stage<T> stage = new Stage<>(desk, () -> withdraw(call));
        Completion<C> completion = session.driver().submit(call);
        completion.whenDone(() -> desk.execute(() -> stage.end(completion, reader, unread)));
        return stage;
    }

    /**
     * Takes back a call whose stage has ended. Otherwise a receive would take a message for it, and a send would read
     * an array that the program may change.
     */
    private void withdraw(Call<?> call) {
        if (!call.completion().isDone()) {
            session.driver().settle(new WithdrawCall(call));
        }
    }
}
