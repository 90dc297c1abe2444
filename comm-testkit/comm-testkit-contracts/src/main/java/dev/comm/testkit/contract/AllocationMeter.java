package dev.comm.testkit.contract;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** A meter of the memory that the calling thread allocates. */
final class AllocationMeter {
    private final ThreadMXBean threads;
    private final long self = Thread.currentThread().getId();

    private AllocationMeter(ThreadMXBean threads) {
        this.threads = threads;
    }

    /** Returns a meter for this thread, or null if this JVM does not support it. */
    static AllocationMeter find() {
        try {
            boolean has = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                    && bean.isThreadAllocatedMemorySupported();
            return has ? new AllocationMeter((ThreadMXBean) ManagementFactory.getThreadMXBean()) : null;
        } catch (NoClassDefFoundError absent) {
            return null; // the module jdk.management is optional
        }
    }

    long bytes() {
        return threads.getThreadAllocatedBytes(self);
    }
}
