package dev.comm.tests.fuzz;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** An outbox that keeps the effects of a machine. Each command that the machine sends must be encodable as a frame. */
final class Effects implements Outbox {
    final Map<Integer, List<Command>> sent = new HashMap<>();
    final Set<Integer> authenticated = new HashSet<>();
    /** The endpoints that the machine has closed, at once or after their queued frames. */
    final Set<Integer> closed = new HashSet<>();

    final Set<Call<?>> completed = new HashSet<>();
    /** The events that follow from effects: ends of work that the machine started, and ends of connections. */
    final Deque<Event> following = new ArrayDeque<>();

    private final Set<Call<?>> ended = new HashSet<>();
    private int connected;

    <C extends Command> C last(int endpoint, Class<C> type) {
        List<Command> all = sent.getOrDefault(endpoint, List.of());
        return all.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** Returns the endpoint of the last attempt to connect. */
    int connected() {
        return connected;
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        check(!closed.contains(endpoint), "a closed endpoint gets", command);
        check(command.content().hasPayload() == (payload != null), "content and payload differ", command);
        int bytes = payload == null ? 0 : Math.toIntExact(payload.length());
        check(FrameEncoder.encode(command, 0, false, bytes).hasRemaining(), "nothing to write", command);
        sent.computeIfAbsent(endpoint, each -> new ArrayList<>()).add(command);
        if (token != null) {
            following.add(new Event.Sent(endpoint, token));
        }
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        check(timeoutNanos > 0, "no time to connect", addressIndex);
        return ++connected;
    }

    @Override
    public void authenticated(int endpoint) {
        authenticated.add(endpoint);
    }

    @Override
    public void finish(int endpoint) {
        close(endpoint);
    }

    @Override
    public void abort(int endpoint) {
        close(endpoint);
    }

    private void close(int endpoint) {
        if (closed.add(endpoint)) {
            following.add(new Event.Closed(endpoint, Event.Closed.Reason.LOCAL, "closed here"));
        }
    }

    @Override
    public void stopListening() {
        // The input decides when strangers connect, independent of the master.
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        end(call);
        completed.add(call);
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        end(call);
        call.completion().fail(failure);
    }

    private void end(Call<?> call) {
        check(ended.add(call), "a call ends twice", call);
    }

    @Override
    public void publish(Notice notice) {
        check(notice != null, "nothing is published", null);
    }

    @Override
    public void compute(Object token, Callable<?> work) {
        following.add(computed(token, work));
    }

    private static Event.Computed computed(Object token, Callable<?> work) {
        try {
            return new Event.Computed(token, work.call(), null);
        } catch (Exception e) {
            return new Event.Computed(token, null, e);
        }
    }

    @Override
    public void log(Severity severity, String message) {
        check(!message.isBlank(), "an empty line for people", severity);
    }

    /** Throws an error if a condition does not hold. This is faster than AssertJ, and there are millions of calls. */
    private static void check(boolean holds, String otherwise, Object what) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + what);
        }
    }
}
