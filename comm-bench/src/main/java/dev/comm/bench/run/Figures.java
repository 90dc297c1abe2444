package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.util.List;
import java.util.Locale;

/** Writes measured values for people. */
final class Figures {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final int MIB = 1 << 20;

    private Figures() {}

    /** The median, or the rate of a work that has one. */
    static String of(Series series) {
        Job job = series.job();
        return job.work().isRate() ? rate(job, series.median()) : time(series.median());
    }

    private static String rate(Job job, double nanos) {
        double perSecond = job.count() / (nanos / NANOS_PER_SECOND);
        return job.bytes() < MIB
                ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
                : String.format(Locale.ROOT, "%.2f GB/s", perSecond * job.bytes() / NANOS_PER_SECOND);
    }

    /** Microseconds, or milliseconds from a thousand of them on. */
    static String time(double nanos) {
        double micros = nanos / NANOS_PER_MICRO;
        return micros < MICROS_PER_MILLI
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.2f ms", micros / MICROS_PER_MILLI);
    }

    /** The middle ratio, and the smallest and largest. */
    static String ratio(List<Double> sorted) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
