package dev.comm.tests.handshake;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Writes what a machine sends as bytes; keeps the rest for the test to look at. */
final class WireOutbox implements Outbox {
    final Map<Integer, Queue<byte[]>> frames = new TreeMap<>();
    final List<Command> said = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final Set<Integer> authenticated = new HashSet<>();
    final Set<Integer> closed = new HashSet<>();
    int connects;

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        if (payload != null) {
            throw new AssertionError("nothing has a payload here: " + command);
        }
        ByteBuffer frame = FrameEncoder.encode(command, 0, false, 0);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        said.add(command);
        frames.computeIfAbsent(endpoint, any -> new ArrayDeque<>()).add(bytes);
    }

    /** The next frame that was sent to an endpoint, or null. */
    byte[] next(int endpoint) {
        Queue<byte[]> waiting = frames.get(endpoint);
        return waiting == null ? null : waiting.poll();
    }

    boolean hasSaid(Class<? extends Command> type) {
        return said.stream().anyMatch(type::isInstance);
    }

    /** What was said last of a type, or null. */
    <C extends Command> C last(Class<C> type) {
        return said.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((one, other) -> other)
                .orElse(null);
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        return ++connects;
    }

    @Override
    public void authenticated(int endpoint) {
        authenticated.add(endpoint);
    }

    @Override
    public void finish(int endpoint) {
        closed.add(endpoint);
    }

    @Override
    public void abort(int endpoint) {
        closed.add(endpoint);
    }

    @Override
    public void stopListening() {}

    @Override
    public <R> void complete(Call<R> call, R result) {
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        call.completion().fail(failure);
    }

    @Override
    public void publish(Notice notice) {}

    @Override
    public void compute(Object token, Callable<?> work) {}

    @Override
    public void log(Severity severity, String message) {
        if (severity == Severity.WARN) {
            log.add(message);
        }
    }
}
