package dev.comm.testkit.farm;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** An outbox that passes every effect on. Mutants change one of the effects. */
class ForwardingOutbox implements Outbox {
    protected final Outbox out;

    ForwardingOutbox(Outbox out) {
        this.out = out;
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        out.send(endpoint, command, payload, token);
    }

    @Override
    public boolean takeBack(int endpoint, Object token) {
        return out.takeBack(endpoint, token);
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
        out.finish(endpoint);
    }

    @Override
    public void abort(int endpoint) {
        out.abort(endpoint);
    }

    @Override
    public void stopListening() {
        out.stopListening();
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        out.complete(call, result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        out.fail(call, failure);
    }

    @Override
    public void publish(Notice notice) {
        out.publish(notice);
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
