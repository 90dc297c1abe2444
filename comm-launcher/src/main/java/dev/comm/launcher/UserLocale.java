package dev.comm.launcher;

import java.util.Map;

/**
 * The locale of the user, which decides how this JVM reads the bytes of its arguments.
 *
 * <p>In the locale C a JVM reads only ASCII. So the script {@code comm} starts the JVM in {@code C.UTF-8} and passes
 * the user's value of {@code LC_ALL} to it. The ranks receive this value again.
 */
final class UserLocale {
    /** The property with the user's value of {@code LC_ALL}. It is empty if the variable was not set. */
    static final String PROPERTY = "dev.comm.launcher.lc_all";

    private static final String VARIABLE = "LC_ALL";
    private static final String UNREADABLE = "\uFFFD";

    private UserLocale() {}

    /** Sets the user's locale in the environment of a rank. */
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
     * Describes the problem of the first argument with bytes that this JVM cannot read, so that it cannot pass the
     * argument on. Returns null if there is no such argument.
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
