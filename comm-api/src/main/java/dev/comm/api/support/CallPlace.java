package dev.comm.api.support;

import java.util.function.Supplier;

/** Where in the user's program a call stands; costs nothing until somebody asks (B9). */
final class CallPlace {
    private CallPlace() {}

    /** Looks at the calling thread's stack when it is asked, that is while the caller still waits. */
    static Supplier<String> ofCaller() {
        Thread caller = Thread.currentThread();
        return () -> describe(caller.getStackTrace(), caller.getName());
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
                && !className.startsWith("dev.comm.transport.")
                && !className.startsWith("dev.comm.master.")
                && !className.startsWith("dev.comm.node.")
                && !className.startsWith("dev.comm.testkit.sim.");
    }
}
