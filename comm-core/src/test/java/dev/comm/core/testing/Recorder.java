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

/**
 * The outbox that records the effects of a machine in order. It treats a call that ends twice as an error of the
 * machine.
 */
public class Recorder implements Outbox {
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect.Computing> computing = new ArrayList<>();
    private final List<Object> takenBack = new ArrayList<>();
    private int endpoints;
    private boolean hasBegun = true;

    /** Sets that no byte of a sent command has gone to a transport, so that a command can be taken back. */
    public final void hasNotBegun() {
        hasBegun = false;
    }

    /** Returns the tokens of the commands that the machine took back, whether they had begun or not. */
    public final List<Object> takenBack() {
        return takenBack;
    }

    /** Returns the effects since the last {@link #clear}. */
    public final List<Effect> effects() {
        return effects;
    }

    /** Forgets the effects, but keeps the work for {@link #compute(Consumer)}. */
    public final void clear() {
        effects.clear();
    }

    /** Returns all effects of a type. */
    public final <E extends Effect> List<E> all(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns all sent commands with their payloads. */
    public final List<Effect.Sent> sent() {
        return all(Effect.Sent.class);
    }

    /** Returns all sent commands of a type. */
    public final <C extends Command> List<C> commands(Class<C> type) {
        return sent().stream()
                .map(Effect.Sent::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Returns the only sent command of a type. */
    public final <C extends Command> C only(Class<C> type) {
        List<C> all = commands(type);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + " in " + sent());
        }
        return all.get(0);
    }

    /** Returns the token of the last sent command. */
    public final Object lastToken() {
        List<Effect.Sent> all = sent();
        return all.get(all.size() - 1).token();
    }

    /** Returns the notices to the program. */
    public final List<Notice> notices() {
        return all(Effect.Published.class).stream()
                .map(Effect.Published::notice)
                .toList();
    }

    /** Returns the log lines. */
    public final List<String> log() {
        return all(Effect.Logged.class).stream().map(Effect.Logged::message).toList();
    }

    /** Returns the indexes of the addresses to which the machine started connections. */
    public final List<Integer> connects() {
        return all(Effect.Connecting.class).stream()
                .map(Effect.Connecting::addressIndex)
                .toList();
    }

    /** Returns the number of the last assigned endpoint. */
    public final int endpoints() {
        return endpoints;
    }

    /** Returns all effects except log lines, each as a few words, so that a test can compare the order. */
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

    /**
     * Carries out the work that the machine has started, and passes the end of each piece of work as an event to the
     * consumer.
     */
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
    public boolean takeBack(int endpoint, Object token) {
        takenBack.add(token);
        return !hasBegun;
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
