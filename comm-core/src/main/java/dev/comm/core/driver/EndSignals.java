package dev.comm.core.driver;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals that ask this process to end, as calls of an action. Without this class the JVM would begin to end at the
 * first signal and would not handle a second one.
 *
 * <p>The JDK has no public class for signals. If its internal class is missing, or the JVM runs with {@code -Xrs}, the
 * signals are left to the JVM.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class EndSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndSignals.class);
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final Map<String, Object> former = new LinkedHashMap<>();
    private final Map<String, Object> own = new LinkedHashMap<>();

    private EndSignals() {}

    /**
     * Handles the signals until the result is closed. A signal that this process ignored stays ignored.
     *
     * @param names some of {@code HUP}, {@code INT} and {@code TERM}
     * @param action action that receives the number of each signal, on a thread of the JVM
     */
    public static EndSignals hear(Set<String> names, IntConsumer action) {
        EndSignals made = new EndSignals();
        names.forEach(name -> made.install(name, () -> action.accept(NUMBERS.get(name))));
        return made;
    }

    /** Sends a signal to this process. */
    static void raise(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name));
        } catch (ReflectiveOperationException e) {
            LOG.debug("cannot raise the signal {}: {}", name, e.toString());
        }
    }

    private void install(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> self == arguments[0];
                            default -> "comm-" + name;
                        };
                    });
            Object old = handle(name, handler);
            if (old == type.getField("SIG_IGN").get(null)) {
                handle(name, old);
            } else {
                former.put(name, old);
                own.put(name, handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("the signal {} is left to the JVM: {}", name, e.toString());
        }
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    /** Returns whether a former handler is neither that of the JVM nor that of the system. */
    boolean isOfOthers() {
        return former.values().stream()
                .anyMatch(handler ->
                        handler != null && !handler.getClass().getName().startsWith("sun.misc."));
    }

    /** Restores the former handlers of the signals. */
    @Override
    public void close() {
        former.forEach((name, handler) -> {
            try {
                Object current = handle(name, handler);
                if (current != own.get(name)) {
                    handle(name, current); // the program has set another one in the meantime
                }
            } catch (ReflectiveOperationException e) {
                LOG.debug("the signal {} is still heard: {}", name, e.toString());
            }
        });
    }
}
