package dev.comm.launcher;

import java.util.Map;

/**
 * The locale of the user, which decides how this JVM reads the bytes of its arguments.
 *
 * <p>In the locale C a JVM reads only ASCII. So the script {@code comm} starts it in {@code C.UTF-8} and passes the
 * value of {@code LC_ALL} along, which the ranks get back.
 */
final class UserLocale {
    /** The property with the user's value of {@code LC_ALL}; empty if it was not set. */
    static final String PROPERTY = "dev.comm.launcher.lc_all";

    private static final String VARIABLE = "LC_ALL";
    private static final String UNREADABLE = "\uFFFD";

    private UserLocale() {}

    /** Gives the environment of a rank the user's locale. */
    static void restore(Map<String, String> environment) {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return;
        }
        if (value.isEmpty()) {
            environment.remove(VARIABLE);
        } else {
            environment.put(VARIABLE, value);
        }
    }

    /**
     * The problem of the first argument with bytes that this JVM cannot read, and so cannot pass on; null if there is
     * none.
     */
    static String objection(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].contains(UNREADABLE)) {
                return "set LC_ALL=C.UTF-8, and write argument " + (i + 1) + " in UTF-8: the character set "
                        + System.getProperty("sun.jnu.encoding") + " does not have all of its bytes: " + arguments[i];
            }
        }
        return null;
    }
}
