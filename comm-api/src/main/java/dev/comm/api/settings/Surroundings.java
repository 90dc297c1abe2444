package dev.comm.api.settings;

import dev.comm.api.launch.Launch;
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
            new Surroundings(name -> null, name -> null, (layer, loader) -> Optional.empty());

    /** Returns the properties and variables of this process, and the scheduler that started it. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System::getProperty,
                System::getenv,
                (layer, loader) -> LaunchSearch.in(layer, loader).find(System.getenv()));
    }

    /** Finds the place that a scheduler gave to this process. */
    @FunctionalInterface
    public interface Scheduler {
        /**
         * Asks the launch providers.
         *
         * @param layer the layer that is searched first, or null
         * @param loader the class loader that is searched first, or null
         * @throws IllegalArgumentException if there is a place but it cannot be used; the message has the cure first
         */
        Optional<Launch> find(ModuleLayer layer, ClassLoader loader);
    }
}
