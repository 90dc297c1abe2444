package dev.comm.core.testing;

import java.lang.reflect.Method;

/**
 * The count of the memory that the calling thread allocates. It is read by reflection, so that Comm does not need the
 * module that manages JVMs.
 */
public final class Allocations {
    private static final Object THREADS;
    private static final Method BYTES;

    static {
        try {
            THREADS = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            BYTES = Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Allocations() {}

    public static long bytes() {
        try {
            return (long) BYTES.invoke(THREADS, Thread.currentThread().getId());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
