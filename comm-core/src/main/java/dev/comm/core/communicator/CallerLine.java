package dev.comm.core.communicator;

import java.util.function.Supplier;
import org.apiguardian.api.API;

/** The search for the call site of a call in the program of the user (B9). It inspects the stack only on demand. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CallerLine {
    private CallerLine() {}

    /**
     * Returns a supplier that inspects the stack of the calling thread. Use the supplier while the caller still waits.
     */
    static Supplier<String> ofCaller() {
        Thread caller = Thread.currentThread();
        return () -> describe(caller.getStackTrace(), caller.getName());
    }

    /**
     * Returns the place in the program of the user that made the call which threw the error, or the name of the present
     * thread.
     */
    public static String of(Throwable error) {
        return describe(error.getStackTrace(), Thread.currentThread().getName());
    }

    private static String describe(StackTraceElement[] stack, String thread) {
        for (StackTraceElement frame : stack) {
            if (isUserCode(frame.getClassName())) {
                return frame.getFileName() + ":" + frame.getLineNumber() + " (" + frame.getClassName() + "."
                        + frame.getMethodName() + ")";
            }
        }
        return "thread " + thread;
    }

    private static boolean isUserCode(String className) {
        return !className.startsWith("java.")
                && !className.startsWith("jdk.")
                && !className.startsWith("sun.")
                && !className.startsWith("dev.comm.api.")
                && !className.startsWith("dev.comm.core.")
                && !className.startsWith("dev.comm.transport.")
                && !className.startsWith("dev.comm.master.")
                && !className.startsWith("dev.comm.node.")
                && !className.startsWith("dev.comm.testkit.sim.environment.")
                && !className.startsWith("dev.comm.testkit.sim.process.");
    }
}
