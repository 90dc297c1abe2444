package dev.comm.tests.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources that a process holds.
 *
 * @param heapPeak the sum of the highest sizes of all pools of the heap, in bytes
 * @param heapLive the size of the heap after a collection, in bytes
 * @param directPeak the largest sampled size of direct buffers, in bytes
 * @param threads the number of living threads
 * @param descriptors the number of open files and sockets
 */
record Usage(long heapPeak, long heapLive, long directPeak, int threads, long descriptors) {
    private static final AtomicLong DIRECT = new AtomicLong();
    private static final Pattern FIELDS = Pattern.compile(
            "heapPeak=(\\d+), heapLive=(\\d+), directPeak=(\\d+), threads=(\\d+), descriptors=(-?\\d+)");

    /** Samples the values for which the JVM records no peak. */
    static void sample() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        DIRECT.accumulateAndGet(direct, Math::max);
    }

    /** Returns the current usage of this process, after a collection. */
    static Usage now() {
        sample();
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : -1;
        return new Usage(
                peak, live, DIRECT.get(), ManagementFactory.getThreadMXBean().getThreadCount(), descriptors);
    }

    /** Parses the usage that another process has printed. */
    static Usage parse(String text) {
        Matcher fields = FIELDS.matcher(text);
        if (!fields.find()) {
            throw new IllegalArgumentException("not a usage: " + text);
        }
        return new Usage(
                Long.parseLong(fields.group(1)),
                Long.parseLong(fields.group(2)),
                Long.parseLong(fields.group(3)),
                Integer.parseInt(fields.group(4)),
                Long.parseLong(fields.group(5)));
    }
}
