package dev.comm.api;

import org.apiguardian.api.API;

/**
 * A plug-in that Comm selects by its name, never by its position on a path.
 *
 * <p>If both sides must agree on the plug-in, the handshake carries the name.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface NamedProvider {
    /**
     * Returns the name, which has 1 to 63 lower-case ASCII letters, digits and {@code -}. Every call returns the same
     * name.
     */
    String name();

    /** Returns whether a text is a valid provider name. */
    static boolean isName(String text) {
        return text != null && text.matches("[a-z0-9-]{1,63}");
    }
}
