package dev.comm.api;

import org.apiguardian.api.API;

/**
 * A plug-in that is chosen by name, never by its place on a path.
 *
 * <p>The name travels in the hello where both sides have to agree on it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface NamedProvider {
    /** The name: lower-case ASCII letters, digits and {@code -}, 1 to 63 characters; the same at every call. */
    String name();

    /** Whether a text is allowed as a provider's name. */
    static boolean isName(String text) {
        return text.matches("[a-z0-9-]{1,63}");
    }
}
