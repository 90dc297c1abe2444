package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A goal of the design of Comm.
 *
 * @param what the goal in words
 * @param peer the peer to compare the time of Comm with, or null for a limit without a peer
 * @param limit the largest ratio, the largest sample, or the smallest number per second for a rate
 */
record Goal(String what, Job job, String peer, double limit) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LOAD_PER_PERCENT = 1e7;
    private static final String NIO = "raw NIO";
    private static final String MPI = "Open MPI (yielding)";

    /** All goals. */
    static final List<Goal> ALL = List.of(
            new Goal("request and reply, 64 B, against raw NIO", Plan.ECHO_SMALL, NIO, 1.5),
            new Goal("request and reply, 64 B, against Netty", Plan.ECHO_SMALL, "Netty", 1),
            new Goal("exchange of 64 B as a stage, against raw NIO", Plan.EXCHANGE_SMALL, NIO, 3.5),
            new Goal("request and reply, 1 MiB, against raw NIO", Plan.ECHO_LARGE, NIO, 1.1),
            new Goal("barrier, 4 processes, against Open MPI that yields", Plan.BARRIER_4, MPI, 1.2),
            new Goal("collect, 1 MiB × 4, against Open MPI that yields", Plan.COLLECT_4, MPI, 1.3),
            new Goal("distribute, 1 MiB × 4, against Open MPI's broadcast and barrier", Plan.DISTRIBUTE_4, MPI, 1.3),
            new Goal("tasks of 64 B, 4 nodes, credit 1", Plan.TASKS_ONE_4, null, 100_000),
            new Goal("tasks of 64 B, 4 nodes, default credit", Plan.TASKS_4, null, 400_000),
            new Goal("kill -9 until all survivors go on", Plan.RELEASE_4, null, 10 * NANOS_PER_MILLI),
            new Goal("barrier of 8,192 connections, against a raw NIO star", Plan.CROWD_8192, NIO, 1.5),
            new Goal("heap for each of 8,192 idle nodes, without TLS", Plan.IDLE_HEAP_8192, null, 16 << 10),
            new Goal("heartbeats of 8,192 idle nodes", Plan.IDLE_LOAD_8192, null, 5 * LOAD_PER_PERCENT));

    /** Returns a row of the table, with name, goal, measured value, and whether the goal is met. */
    String row(Results results) {
        String measured = measured(results);
        String met = measured.isEmpty() ? "not measured" : isMet(results) ? "yes" : "**no**";
        return "| " + String.join(" | ", what, wanted(), measured, met) + " |\n";
    }

    private String wanted() {
        if (peer != null) {
            return String.format(Locale.ROOT, "at most %s ×", limit);
        }
        return job.work().unit() == Unit.RATE
                ? String.format(Locale.ROOT, "at least %,.0f/s", limit)
                : "at most " + Figures.of(job, limit);
    }

    private String measured(Results results) {
        return peer != null
                ? Figures.ratio(results.ratios(job, peer))
                : own(results).map(Figures::of).orElse("");
    }

    private boolean isMet(Results results) {
        if (peer != null) {
            List<Double> ratios = results.ratios(job, peer);
            return ratios.get(ratios.size() / 2) <= limit;
        }
        double median = own(results).orElseThrow().median();
        return job.work().unit() == Unit.RATE ? Figures.perSecond(job, median) >= limit : median <= limit;
    }

    private Optional<Series> own(Results results) {
        return results.of(job, Contender.COMM);
    }
}
