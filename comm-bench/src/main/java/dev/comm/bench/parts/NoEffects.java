package dev.comm.bench.parts;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.util.concurrent.Callable;

/** An outbox that counts the sent frames of a machine and has no other effect. */
class NoEffects implements Outbox {
    private long sent;

    final long sent() {
        return sent;
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        sent++;
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        return 1;
    }

    @Override
    public void authenticated(int endpoint) {}

    @Override
    public void finish(int endpoint) {}

    @Override
    public void abort(int endpoint) {}

    @Override
    public void stopListening() {}

    @Override
    public <R> void complete(Call<R> call, R result) {
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        throw new IllegalStateException(failure.toString());
    }

    @Override
    public void publish(Notice notice) {}

    @Override
    public void compute(Object token, Callable<?> work) {}

    @Override
    public void log(Severity severity, String message) {}
}
