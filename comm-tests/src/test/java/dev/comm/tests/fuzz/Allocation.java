package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** SEC-26: this thread allocates at most a small constant times n, and {@link #FREE_BYTES}, for n bytes of input. */
final class Allocation {
    static final int FREE_BYTES = 64 << 10;
    private static final int RUNS = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Requires that the work stays within the bound. It repeats the work, because the first run may have loaded
     * classes.
     */
    static void isBounded(int inputBytes, int bytesEach, Runnable work) {
        isBelow((long) inputBytes * bytesEach + FREE_BYTES, inputBytes, work);
    }

    /** Requires that the work stays within the given number of bytes. */
    static void isBelow(long allowed, int inputBytes, Runnable work) {
        long taken = of(work);
        for (int run = 1; run < RUNS && taken > allowed; run++) {
            taken = of(work);
        }
        assertThat(taken).as("bytes allocated for %d bytes", inputBytes).isLessThanOrEqualTo(allowed);
    }

    private static long of(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
