package dev.comm.testkit.history.recording;

import java.util.List;

/** The code that threw an exception. */
final class Culprits {
    private static final List<String> COMM = List.of(
            "dev.comm.api.",
            "dev.comm.core.",
            "dev.comm.master.",
            "dev.comm.node.",
            "dev.comm.serialization.",
            "dev.comm.transport.");

    private Culprits() {}

    /** Whether Comm threw it, and not the program: the frame nearest to the throw that is not of the JDK says so. */
    static boolean isComm(Throwable error) {
        if (error instanceof VirtualMachineError) {
            return false; // memory ends where it ends
        }
        for (StackTraceElement frame : error.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                return COMM.stream().anyMatch(name::startsWith);
            }
        }
        return false;
    }
}
