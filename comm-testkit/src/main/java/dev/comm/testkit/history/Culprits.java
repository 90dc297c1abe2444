package dev.comm.testkit.history;

/** Whose code threw something. */
final class Culprits {
    private static final String COMM = "dev.comm.";
    private static final String KIT = "dev.comm.testkit.";

    private Culprits() {}

    /** Whether Comm threw it, and not the program: the frame nearest to the throw that is not of the JDK says so. */
    static boolean isComm(Throwable error) {
        for (StackTraceElement frame : error.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return name.startsWith(COMM) && !name.startsWith(KIT);
            }
        }
        return false;
    }
}
