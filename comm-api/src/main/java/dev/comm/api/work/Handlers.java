package dev.comm.api.work;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** The handlers of a node by name, for requests and tasks alike. Immutable. */
@API(status = API.Status.STABLE, since = "0.1")
public final class Handlers {
    private final Map<String, Entry<?, ?>> entries;

    private Handlers(Map<String, Entry<?, ?>> entries) {
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** Creates handlers with one entry. */
    public static <I, O> Handlers of(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        return new Handlers(Map.of()).and(name, in, out, handler);
    }

    /** Creates handlers with one entry that does not need the context. */
    public static <I, O> Handlers of(String name, Class<I> in, Class<O> out, SimpleHandler<I, O> handler) {
        return of(name, in, out, (input, context) -> handler.handle(input));
    }

    /**
     * Returns these handlers and one more.
     *
     * @throws IllegalArgumentException if the name is taken or empty
     */
    public <I, O> Handlers and(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        if (name.isEmpty() || name.length() > 100) {
            throw new IllegalArgumentException("a handler's name has 1 to 100 characters: '" + name + "'");
        }
        Map<String, Entry<?, ?>> more = new TreeMap<>(entries);
        if (more.put(name, new Entry<>(name, in, out, handler)) != null) {
            throw new IllegalArgumentException("choose another name: there is already a handler named '" + name + "'");
        }
        return new Handlers(more);
    }

    /**
     * These and one more that does not need the context.
     *
     * @throws IllegalArgumentException if the name is taken or empty
     */
    public <I, O> Handlers and(String name, Class<I> in, Class<O> out, SimpleHandler<I, O> handler) {
        return and(name, in, out, (input, context) -> handler.handle(input));
    }

    /** All names, sorted. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The handler of a name, or null. */
    public Entry<?, ?> find(String name) {
        return entries.get(name);
    }

    /**
     * A handler with its types.
     *
     * @param <I> type of the input
     * @param <O> type of the output
     */
    public record Entry<I, O>(String name, Class<I> in, Class<O> out, Handler<I, O> handler) {
        /** Checks that no component is null. */
        public Entry {
            Objects.requireNonNull(in, "in");
            Objects.requireNonNull(out, "out");
            Objects.requireNonNull(handler, "handler");
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
