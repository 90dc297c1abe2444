package dev.comm.api;

import org.apiguardian.api.API;

/**
 * A plug-in that Comm selects by name, never by its position on a path.
 *
 * <p>HELLO and CHALLENGE carry the name where both sides must agree on it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface NamedProvider {
    /**
     * The name: lower-case ASCII letters, digits and {@code -}, 1 to 63 characters. Every call returns the same name.
     */
    String name();

    /** Whether a text is a valid provider name. */
    static boolean isName(String text) {
        return text != null && text.matches("[a-z0-9-]{1,63}");
    }
}
