package dev.comm.core.testing;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Keeps the effects of a machine in order; a call that ends twice is an error of the machine. */
public class Recorder implements Outbox {
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect.Computing> computing = new ArrayList<>();
    private int endpoints;

    /** The effects since the last {@link #clear}. */
    public final List<Effect> effects() {
        return effects;
    }

    /** Forgets the effects; work that was given away stays. */
    public final void clear() {
        effects.clear();
    }

    /** All effects of a type. */
    public final <E extends Effect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All that was sent. */
    public final List<Effect.Sent> sent() {
        return all(Effect.Sent.class);
    }

    /** All sent commands of a type. */
    public final <C extends Command> List<C> commands(Class<C> type) {
        return sent().stream()
                .map(Effect.Sent::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The only sent command of a type. */
    public final <C extends Command> C only(Class<C> type) {
        List<C> all = commands(type);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + " in " + sent());
        }
        return all.get(0);
    }

    /** The token that was sent with the last command. */
    public final Object lastToken() {
        List<Effect.Sent> all = sent();
        return all.get(all.size() - 1).token();
    }

    /** The answers to the program. */
    public final List<Notice> notices() {
        return all(Effect.Published.class).stream()
                .map(Effect.Published::notice)
                .toList();
    }

    /** The lines of the log. */
    public final List<String> log() {
        return all(Effect.Logged.class).stream().map(Effect.Logged::message).toList();
    }

    /** The addresses to which connections were asked for. */
    public final List<Integer> connects() {
        return all(Effect.Connecting.class).stream()
                .map(Effect.Connecting::addressIndex)
                .toList();
    }

    /** The number of the endpoint that was given last. */
    public final int endpoints() {
        return endpoints;
    }

    /** All but the log in a few words each, to compare orders. */
    public final List<String> order() {
        return effects.stream()
                .filter(effect -> !(effect instanceof Effect.Logged))
                .map(Recorder::words)
                .toList();
    }

    private static String words(Effect effect) {
        if (effect instanceof Effect.Sent sent) {
            return "send " + sent.command().getClass().getSimpleName();
        } else if (effect instanceof Effect.Connecting connecting) {
            return "connect " + connecting.addressIndex();
        } else if (effect instanceof Effect.Finished finished) {
            return "finish " + finished.endpoint();
        } else if (effect instanceof Effect.Aborted aborted) {
            return "abort " + aborted.endpoint();
        } else if (effect instanceof Effect.Completed completed) {
            return "complete " + completed.call().getClass().getSimpleName();
        } else if (effect instanceof Effect.Failed failed) {
            return "fail " + failed.call().getClass().getSimpleName() + " "
                    + failed.failure().kind();
        } else if (effect instanceof Effect.Published published) {
            return "publish " + published.notice().getClass().getSimpleName();
        }
        return effect instanceof Effect.Authenticated
                ? "authenticated"
                : effect instanceof Effect.Computing ? "compute" : "stopListening";
    }

    /** Carries out the work that was given away so far; its ends are the events. */
    public final void compute(Consumer<Event> step) {
        List<Effect.Computing> all = List.copyOf(computing);
        computing.clear();
        effects.removeAll(all);
        for (Effect.Computing each : all) {
            Object result = null;
            Throwable error = null;
            try {
                result = each.work().call();
            } catch (Exception e) {
                error = e;
            }
            step.accept(new Event.Computed(each.token(), result, error));
        }
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
        effects.add(new Effect.Connecting(addressIndex, ++endpoints));
        return endpoints;
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
        Effect.Computing given = new Effect.Computing(token, work);
        computing.add(given);
        effects.add(given);
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
