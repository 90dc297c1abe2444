package dev.comm.testkit.campaign;

/** The test framework or program that runs a campaign. */
final class Caller {
    private static final String HERE = Caller.class.getPackageName() + ".";

    private Caller() {}

    /** Returns the class and method that called this package, in the form that {@code -Dtest} takes. */
    static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst()
                        .map(frame -> simple(frame.getClassName()) + "#" + method(frame.getMethodName()))
                        .orElse("..."));
    }

    /** Returns whether a class belongs to this package. Tests of this package count as callers. */
    private static boolean isOurs(String className) {
        return className.startsWith(HERE) && !simple(className).contains("Test");
    }

    /** Returns the name of a method. A lambda has the name of the method that contains it. */
    private static String method(String name) {
        return name.replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
