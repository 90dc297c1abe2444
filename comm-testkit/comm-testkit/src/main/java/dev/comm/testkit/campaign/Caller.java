package dev.comm.testkit.campaign;

/** The test framework or program that runs a campaign. */
final class Caller {
    private static final String HERE = Caller.class.getPackageName() + ".";

    private Caller() {}

    /** The class and method that called this package, as {@code -Dtest} takes them. */
    static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst()
                        .map(frame -> simple(frame.getClassName()) + "#" + method(frame.getMethodName()))
                        .orElse("..."));
    }

    /** Tests of this package are callers too. */
    private static boolean isOurs(String className) {
        return className.startsWith(HERE) && !simple(className).contains("Test");
    }

    /** A lambda is named after the method that it stands in. */
    private static String method(String name) {
        return name.replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
