package dev.comm.core.communicator;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.SerializationException;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
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
        return take(incoming(rank, Arguments.timeout(longest)), type);
    }

    /**
     * Sends and receives. The receive begins when the send has ended, so that no message is taken if the send fails.
     * Meanwhile the message of the other rank comes all the same, because each process receives in the background.
     */
    <T> T exchange(int to, Object out, int from, Class<T> type) {
        if (from != Communicator.NOBODY) {
            Arguments.given(type, "the type of the message");
        }
        Value value = exchange(to, out, from);
        return value == null ? null : session.codec().take(value, type);
    }

    void exchange(int to, Slice<?> out, int from, Slice<?> in) {
        if (to != Communicator.NOBODY) {
            Arguments.given(out, "the place to send from");
        }
        if (from != Communicator.NOBODY) {
            Arguments.given(in, "the place for the message");
        }
        Value value = exchange(to, out, from);
        if (value != null) {
            fill(value, in, from);
        }
    }

    /** Returns the received value, or null if this call skips the receive. */
    private Value exchange(int to, Object out, int from) {
        int receiver = to == Communicator.NOBODY ? to : entering(to);
        if (from != Communicator.NOBODY) {
            entering(from);
        }
        session.driver().ensureMayWait();
        long deadline = Nanos.after(
                session.driver().nanoTime(), MembershipSession.bounded(timeout).toNanos());
        if (receiver != Communicator.NOBODY) {
            finish(outgoing(receiver, out), timeout);
        }
        if (from == Communicator.NOBODY) {
            return null;
        }
        Duration rest =
                Duration.ofNanos(Math.max(0, Nanos.until(session.driver().nanoTime(), deadline)));
        return session.call(incoming(from, rest), session.withSlack(rest));
    }

    private SendCall outgoing(int to, Object value) {
        Object given = to == session.membership().rank() ? shielded(value) : value;
        return new SendCall(communicator, to, options.tag(), session.codec().encode(given));
    }

    private ReceiveCall incoming(int from, Duration longest) {
        long nanos = MembershipSession.bounded(longest).toNanos();
        return new ReceiveCall(communicator, entering(from), options.tag(), nanos);
    }

    private void finish(SendCall call, Duration longest) {
        try {
            session.call(call, longest);
        } catch (CallTimeoutException | InterruptedCallException e) {
            session.driver().submit(new WithdrawCall(call));
            throw e;
        }
    }

    private <T> T take(ReceiveCall call, Class<T> type) {
        Value value = session.call(call, session.withSlack(Duration.ofNanos(call.timeoutNanos())));
        return session.codec().take(value, type);
    }

    private void fill(Value value, Slice<?> in, int from) {
        try {
            session.codec().takeInto(value, in);
        } catch (SerializationException e) {
            throw new SerializationException(e.getMessage() + " (message of rank " + from + ")", e);
        }
    }

    /** Returns the rank of all members for a rank that the program gives. */
    private static int entering(int rank) {
        return Arguments.rank(rank);
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
