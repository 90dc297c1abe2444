package dev.comm.node.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Notice;
import dev.comm.api.machine.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Records what a machine does, in order. */
final class Effects implements Outbox {
    final List<Sent> sent = new ArrayList<>();
    final List<Computation> computations = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<Integer> connects = new ArrayList<>();
    /** Everything in one line each, to compare orders. */
    final List<String> order = new ArrayList<>();

    final List<String> log = new ArrayList<>();
    /** The number that was given last. */
    int endpoints;

    private Hello lastHello;

    record Sent(int endpoint, Command command, Payload payload, Object token) {}

    record Computation(Object token, Callable<?> work) {}

    void clear() {
        sent.clear();
        notices.clear();
        connects.clear();
        order.clear();
    }

    Hello hello() {
        return lastHello;
    }

    /** All sent commands of a type. */
    <C extends Command> List<C> all(Class<C> type) {
        return sent.stream()
                .map(Sent::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The only sent command of a type. */
    <C extends Command> C only(Class<C> type) {
        List<C> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + " in " + sent);
        }
        return all.get(0);
    }

    /** The token that was sent with the last command. */
    Object lastToken() {
        return sent.get(sent.size() - 1).token();
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        if (command instanceof Hello hello) {
            lastHello = hello;
        }
        sent.add(new Sent(endpoint, command, payload, token));
        order.add("send " + command.getClass().getSimpleName());
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        connects.add(addressIndex);
        order.add("connect " + addressIndex);
        return ++endpoints;
    }

    @Override
    public void authenticated(int endpoint) {
        order.add("authenticated");
    }

    @Override
    public void finish(int endpoint) {
        order.add("finish " + endpoint);
    }

    @Override
    public void abort(int endpoint) {
        order.add("abort " + endpoint);
    }

    @Override
    public void stopListening() {
        order.add("stopListening");
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        call.completion().complete(result);
        order.add("complete " + call.getClass().getSimpleName());
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        call.completion().fail(failure);
        order.add("fail " + call.getClass().getSimpleName() + " " + failure.kind());
    }

    @Override
    public void publish(Notice notice) {
        notices.add(notice);
        order.add("publish " + notice.getClass().getSimpleName());
    }

    @Override
    public void compute(Object token, Callable<?> work) {
        computations.add(new Computation(token, work));
        order.add("compute");
    }

    @Override
    public void log(Severity severity, String message) {
        log.add(message);
    }
}
