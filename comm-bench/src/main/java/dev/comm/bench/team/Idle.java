package dev.comm.bench.team;

import com.sun.management.OperatingSystemMXBean;
import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/** The load of a rank 0 that has no work. */
final class Idle {
    private static final int BARRIERS_BEFORE = 5;
    private static final int SETTLING_SECONDS = 3;

    private Idle() {}

    /** Returns the number of heap bytes of each connection. */
    static Samples heap(Library library, int port, Job job) throws Exception {
        long before = liveHeap();
        Object team = join(library, port, job);
        long after = liveHeap();
        Reference.reachabilityFence(team);
        return new Samples(new long[] {(after - before) / (job.members() - 1)});
    }

    /** Returns the nanoseconds of processor time per second. The count of the job is the number of measured seconds. */
    static Samples load(Library library, int port, Job job) throws Exception {
        join(library, port, job);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long from = system.getProcessCpuTime();
        TimeUnit.SECONDS.sleep(job.count());
        return new Samples(new long[] {(system.getProcessCpuTime() - from) / job.count()});
    }

    /** Joins a team and settles it. Afterwards all buffers were used once, and the work that the start left is done. */
    private static Object join(Library library, int port, Job job) throws Exception {
        Team team = library.entry().join(0, job.members(), port);
        Beat barrier = team.beat(job);
        for (int i = 0; i < BARRIERS_BEFORE; i++) {
            barrier.play();
        }
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        return team;
    }

    /**
     * Returns the bytes of all reachable objects. Dead objects that a collector left would hide the bytes of a
     * connection.
     */
    private static long liveHeap() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        String total = histogram.substring(histogram.lastIndexOf("Total")).trim();
        return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
    }
}
