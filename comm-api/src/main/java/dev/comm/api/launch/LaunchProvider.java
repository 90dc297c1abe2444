package dev.comm.api.launch;

import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A plug-in that finds the rank of this process in the variables of a scheduler. It has a public constructor without
 * parameters and is registered as a service.
 *
 * <p>Comm asks all providers in the order of their service file, and takes the first answer. A place from code, a
 * system property or a variable {@code COMM_…} takes precedence over every provider.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LaunchProvider {
    /** Returns the name of the provider, for messages: 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}. */
    String name();

    /**
     * Returns the place of this process, or empty if the scheduler did not start it as a rank. The method is pure. It
     * makes no folder, no file and no process, because it runs whenever settings are built.
     *
     * @param environment the variables of this process
     * @throws IllegalArgumentException if the variables contradict each other; the message has the cure first
     */
    Optional<Launch> find(Map<String, String> environment);
}
