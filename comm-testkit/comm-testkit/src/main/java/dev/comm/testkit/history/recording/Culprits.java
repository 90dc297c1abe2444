package dev.comm.testkit.history.recording;

import java.util.List;

/** A query for the code that threw an exception. */
final class Culprits {
    private static final List<String> COMM = List.of(
            "dev.comm.api.",
            "dev.comm.core.",
            "dev.comm.master.",
            "dev.comm.node.",
            "dev.comm.serialization.",
            "dev.comm.transport.");

    private Culprits() {}

    /**
     * Returns whether Comm threw the exception, and not the program. The frame nearest to the throw that is not of the
     * JDK decides.
     */
    static boolean isComm(Throwable error) {
        if (error instanceof VirtualMachineError) {
            return false; // any code may run out of memory
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
