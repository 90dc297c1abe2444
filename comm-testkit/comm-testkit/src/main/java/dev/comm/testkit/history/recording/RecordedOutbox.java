package dev.comm.testkit.history.recording;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** An outbox that records effects and passes them on. Effects of a dead process are lost. */
final class RecordedOutbox implements Outbox {
    private final Recording recording;
    private final Outbox out;

    RecordedOutbox(Recording recording, Outbox out) {
        this.recording = recording;
        this.out = out;
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        if (recording.sends(endpoint, command, payload, token)) {
            out.send(endpoint, command, payload, token);
        }
    }

    @Override
    public boolean takeBack(int endpoint, Object token) {
        boolean isTaken = out.takeBack(endpoint, token);
        if (isTaken) {
            recording.takesBack(token);
        }
        return isTaken;
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        return out.connect(addressIndex, timeoutNanos);
    }

    @Override
    public void authenticated(int endpoint) {
        out.authenticated(endpoint);
    }

    @Override
    public void finish(int endpoint) {
        if (recording.isAlive()) {
            out.finish(endpoint);
        }
    }

    @Override
    public void abort(int endpoint) {
        if (recording.isAlive()) {
            out.abort(endpoint);
        }
    }

    @Override
    public void stopListening() {
        out.stopListening();
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        if (recording.completes(call, result)) {
            out.complete(call, result);
        }
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        if (recording.fails(call, failure)) {
            out.fail(call, failure);
        }
    }

    @Override
    public void publish(Notice notice) {
        if (recording.publishes(notice)) {
            out.publish(notice);
        }
    }

    @Override
    public void compute(Object token, Callable<?> work) {
        out.compute(token, work);
    }

    @Override
    public void compute(Object token, Callable<?> work, Consumer<Runnable> where) {
        out.compute(token, work, where);
    }

    @Override
    public void log(Severity severity, String message) {
        out.log(severity, message);
    }
}
