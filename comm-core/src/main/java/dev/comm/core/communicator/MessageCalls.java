package dev.comm.core.communicator;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.SerializationException;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import java.time.Duration;

/** The message calls of one communicator, which its blocking and its asynchronous form share. */
final class MessageCalls {
    private final MembershipSession session;
    private final int communicator;
    private final CallOptions options;
    private final Duration timeout;

    /**
     * Creates the calls.
     *
     * @param timeout timeout of calls without one of their own
     */
    MessageCalls(MembershipSession session, int communicator, CallOptions options, Duration timeout) {
        this.session = session;
        this.communicator = communicator;
        this.options = options;
        this.timeout = timeout;
    }

    void send(int rank, Object value) {
        int to = entering(rank);
        session.driver().ensureMayWait();
        finish(outgoing(to, value), timeout);
    }

    <T> T receive(int rank, Class<T> type) {
        return receive(rank, type, timeout);
    }

    <T> T receive(int rank, Class<T> type, Duration longest) {
        Arguments.given(type, "the type of the message");
        ReceiveCall call = incoming(rank, Arguments.timeout(longest));
        return session.codec().take(submitted(call, longest), type);
    }

    <T> Answer<T> receiveAny(Class<T> type) {
        return receiveAny(type, timeout);
    }

    <T> Answer<T> receiveAny(Class<T> type, Duration longest) {
        Arguments.given(type, "the type of the message");
        return answer(submitted(any(Arguments.timeout(longest)), longest), type);
    }

    ReceiveAnyCall any() {
        return any(timeout);
    }

    private ReceiveAnyCall any(Duration longest) {
        long nanos = MembershipSession.bounded(longest).toNanos();
        return new ReceiveAnyCall(communicator, options.tag(), nanos);
    }

    <T> Answer<T> answer(ReceiveAnyCall.Arrival arrival, Class<T> type) {
        if (arrival.departure() != null) {
            return Answer.departed(arrival.departure());
        }
        int from = leaving(arrival.from());
        try {
            return Answer.present(from, session.codec().take(arrival.value(), type));
        } catch (CommException e) {
            return Answer.failed(from, e);
        }
    }

    /**
     * Sends and receives. The receive has its place from the call on, but takes its message only when the send has
     * ended, so that no message is lost if the send fails.
     */
    <T> T exchange(int to, Object out, int from, Class<T> type) {
        if (from != Communicator.NOBODY) {
            Arguments.given(type, "the type of the message");
        }
        Value value = exchange(to, out, from);
        return value == null ? null : session.codec().take(value, type);
    }

    void exchange(int to, Slice<?> out, int from, Slice<?> in) {
        checkPlaces(to, out, from, in);
        Value value = exchange(to, out, from);
        if (value != null) {
            fill(value, in, from);
        }
    }

    static void checkPlaces(int to, Slice<?> out, int from, Slice<?> in) {
        if (to != Communicator.NOBODY) {
            Arguments.given(out, "the place to send from");
        }
        if (from != Communicator.NOBODY) {
            Arguments.given(in, "the place for the message");
        }
    }

    /** Returns the received value, or null if this call skips the receive. */
    private Value exchange(int to, Object out, int from) {
        int receiver = to == Communicator.NOBODY ? to : entering(to);
        boolean isSending = to != Communicator.NOBODY;
        ReceiveCall receive = from == Communicator.NOBODY ? null : exchanged(from, to);
        session.driver().ensureMayWait();
        SendCall send = isSending ? outgoing(receiver, out) : null;
        if (receive != null) {
            session.driver().submit(receive);
        }
        if (send != null) {
            finishFirst(send, receive);
        }
        return receive == null ? null : await(receive, timeout);
    }

    private void finishFirst(SendCall send, ReceiveCall receive) {
        try {
            finish(send, timeout);
        } catch (RuntimeException e) {
            if (receive != null) {
                session.driver().submit(new WithdrawCall(receive));
            }
            throw e;
        }
        if (receive != null) {
            session.driver().submit(new ProceedCall(receive));
        }
    }

    private SendCall outgoing(int to, Object value) {
        return new SendCall(communicator, to, options.tag(), encode(to, value));
    }

    /** Returns a send that the machine ends after its timeout, because no thread waits for it. */
    SendCall timed(int rank, Object value) {
        int to = entering(rank);
        long nanos = MembershipSession.bounded(timeout).toNanos();
        return new SendCall(communicator, to, options.tag(), encode(to, value), nanos);
    }

    private Value encode(int to, Object value) {
        return session.codec().encode(to == session.membership().rank() ? shielded(value) : value);
    }

    ReceiveCall incoming(int from) {
        return incoming(from, timeout);
    }

    private ReceiveCall incoming(int from, Duration longest) {
        long nanos = MembershipSession.bounded(longest).toNanos();
        return new ReceiveCall(communicator, entering(from), options.tag(), nanos);
    }

    /** Returns the receive of an exchange. If the exchange sends, it takes no message until {@link ProceedCall}. */
    ReceiveCall exchanged(int from, int to) {
        ReceiveCall.Address address = new ReceiveCall.Address(communicator, entering(from), options.tag());
        return new ReceiveCall(address, MembershipSession.bounded(timeout).toNanos(), to);
    }

    private void finish(SendCall call, Duration longest) {
        try {
            session.call(call, longest);
        } catch (CallTimeoutException | InterruptedCallException e) {
            // When this call has ended, the program may change the array that it sends.
            session.driver().settle(new WithdrawCall(call));
            if (!isSuccess(call)) {
                throw e;
            }
        }
    }

    private static boolean isSuccess(Call<?> call) {
        return call.completion().isDone() && call.completion().failure() == null;
    }

    private <R> R submitted(Call<R> call, Duration longest) {
        session.driver().ensureMayWait();
        session.driver().submit(call);
        return await(call, longest);
    }

    /**
     * Waits for a receive. A receive whose caller stops waiting is withdrawn, because otherwise it would take a message
     * that the program never gets. If the message comes at the same moment, the caller gets it.
     */
    private <R> R await(Call<R> call, Duration longest) {
        try {
            return session.result(call.completion(), session.withSlack(longest));
        } catch (CallTimeoutException | InterruptedCallException e) {
            session.driver().settle(new WithdrawCall(call));
            if (isSuccess(call)) {
                return call.completion().result();
            }
            throw e;
        }
    }

    void fill(Value value, Slice<?> in, int from) {
        try {
            session.codec().takeInto(value, in);
        } catch (SerializationException e) {
            throw new SerializationException(e.getMessage() + " (message of rank " + from + ")", e);
        }
    }

    /** Returns the rank of all members for a rank that the program gives. */
    static int entering(int rank) {
        return Arguments.rank(rank);
    }

    /** Returns the rank that the program gets for a rank of all members. */
    private static int leaving(int rank) {
        return rank;
    }

    /**
     * Copies a value that this process sends to itself, so that the receiver cannot change or close the object of the
     * sender.
     */
    private static Object shielded(Object value) {
        return value instanceof Payload payload
                ? PayloadSlice.of(payload, 0, payload.length())
                : CollectiveCalls.copied(value);
    }
}
