package dev.comm.api.settings;

import dev.comm.api.launch.Launch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The sources of settings that code does not give.
 *
 * @param properties the system properties by name
 * @param variables the environment variables by name
 * @param scheduler finds the place that a scheduler gave to this process
 */
public record Surroundings(UnaryOperator<String> properties, UnaryOperator<String> variables, Scheduler scheduler) {
    /** No property, no variable and no scheduler. */
    public static final Surroundings NONE =
            new Surroundings(name -> null, name -> null, (layer, loader, spares) -> Optional.empty());

    /** Returns the properties and variables of this process, and the scheduler that started it. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System::getProperty,
                System::getenv,
                (layer, loader, spares) -> LaunchSearch.in(layer, loader).find(with(System.getenv(), spares)));
    }

    /** Returns the variables with the number of spares that code or a property gave instead of a variable. */
    private static Map<String, String> with(Map<String, String> variables, String spares) {
        if (spares == null) {
            return variables;
        }
        Map<String, String> all = new HashMap<>(variables);
        all.put(Source.variable("spares"), spares);
        return all;
    }

    /** Finds the place that a scheduler gave to this process. */
    @FunctionalInterface
    public interface Scheduler {
        /**
         * Asks the launch providers.
         *
         * @param layer the layer that is searched first, or null
         * @param loader the class loader that is searched first, or null
         * @param spares the number of spares that code or a property gives, or null
         * @throws IllegalArgumentException if there is a place but it cannot be used; the message has the cure first
         */
        Optional<Launch> find(ModuleLayer layer, ClassLoader loader, String spares);
    }
}
