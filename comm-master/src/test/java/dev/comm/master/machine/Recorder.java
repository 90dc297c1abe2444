package dev.comm.master.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Command;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Notice;
import dev.comm.api.machine.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Keeps the effects of a machine in order; a call that ends twice is an error of the machine. */
final class Recorder implements Outbox {
    final List<Effect> effects = new ArrayList<>();

    <E extends Effect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        if (command.content().hasPayload() != (payload != null)) {
            throw new AssertionError("content and payload do not fit: " + command);
        }
        effects.add(new Effect.Sent(endpoint, command, payload, token));
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        throw new AssertionError("a master connects to nobody");
    }

    @Override
    public void authenticated(int endpoint) {
        effects.add(new Effect.Authenticated(endpoint));
    }

    @Override
    public void finish(int endpoint) {
        effects.add(new Effect.Finished(endpoint));
    }

    @Override
    public void abort(int endpoint) {
        effects.add(new Effect.Aborted(endpoint));
    }

    @Override
    public void stopListening() {
        effects.add(new Effect.StoppedListening());
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        once(call);
        call.completion().complete(result);
        effects.add(new Effect.Completed(call, result));
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        once(call);
        call.completion().fail(failure);
        effects.add(new Effect.Failed(call, failure));
    }

    @Override
    public void publish(Notice notice) {
        effects.add(new Effect.Published(notice));
    }

    @Override
    public void compute(Object token, Callable<?> work) {
        effects.add(new Effect.Computing(token, work));
    }

    @Override
    public void log(Severity severity, String message) {
        effects.add(new Effect.Logged(message));
    }

    private static void once(Call<?> call) {
        if (call.completion().isDone()) {
            throw new AssertionError("a call ends twice: " + call);
        }
    }
}
