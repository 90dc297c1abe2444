package dev.comm.api.work;

import dev.comm.api.error.Arguments;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The handlers of a node by name, for requests and tasks alike. Immutable. */
@API(status = API.Status.STABLE, since = "0.1")
public final class Handlers {
    private static final int HANDLERS_MAX = 1_000;

    private final Map<String, Entry<?, ?>> entries;

    private Handlers(Map<String, Entry<?, ?>> entries) {
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /**
     * Creates handlers with one entry.
     *
     * @throws IllegalArgumentException if the name does not have 1 to 100 characters or has half a surrogate pair
     * @throws NullPointerException if an argument is null
     */
    public static <I, O> Handlers of(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        return new Handlers(Map.of()).and(name, in, out, handler);
    }

    /**
     * Creates handlers with one entry that does not need the context.
     *
     * @throws IllegalArgumentException if the name does not have 1 to 100 characters or has half a surrogate pair
     * @throws NullPointerException if an argument is null
     */
    public static <I, O> Handlers of(String name, Class<I> in, Class<O> out, SimpleHandler<I, O> handler) {
        return of(name, in, out, withContext(handler));
    }

    /**
     * Returns these handlers and one more.
     *
     * @throws IllegalArgumentException if the name is taken, does not have 1 to 100 characters or has half a surrogate
     *     pair, or if there are already 1,000 handlers
     * @throws NullPointerException if an argument is null
     */
    public <I, O> Handlers and(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        if (entries.size() >= HANDLERS_MAX) {
            throw new IllegalArgumentException(
                    "serve several inputs with one handler: a node has at most " + HANDLERS_MAX + " handlers");
        }
        Map<String, Entry<?, ?>> more = new TreeMap<>(entries);
        if (more.put(name, new Entry<>(name, in, out, handler)) != null) {
            throw new IllegalArgumentException("choose another name: there is already a handler named '" + name + "'");
        }
        return new Handlers(more);
    }

    /**
     * Returns these handlers and one more that does not need the context.
     *
     * @throws IllegalArgumentException under the conditions of {@link #and(String, Class, Class, Handler)}
     * @throws NullPointerException if an argument is null
     */
    public <I, O> Handlers and(String name, Class<I> in, Class<O> out, SimpleHandler<I, O> handler) {
        return and(name, in, out, withContext(handler));
    }

    private static <I, O> Handler<I, O> withContext(SimpleHandler<I, O> handler) {
        Arguments.given(handler, "a handler");
        return (input, context) -> handler.handle(input);
    }

    /** Returns all names, sorted. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** Returns the handler of a name, or null if there is no such handler or the name is null. */
    public Entry<?, ?> find(String name) {
        return name == null ? null : entries.get(name);
    }

    /**
     * A handler with its types.
     *
     * @param <I> type of the input
     * @param <O> type of the output
     */
    public record Entry<I, O>(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        /** Checks the name and that no component is null. */
        public Entry {
            Arguments.name(name, "a handler's name");
            Arguments.given(in, "the type of a handler's input");
            Arguments.given(out, "the type of a handler's output");
            Arguments.given(handler, "a handler");
        }
    }

    /**
     * A handler that does not need the context.
     *
     * @param <I> type of the input
     * @param <O> type of the output
     */
    @FunctionalInterface
    public interface SimpleHandler<I, O> {
        /** Handles one input. */
        O handle(I input) throws Exception;
    }
}
