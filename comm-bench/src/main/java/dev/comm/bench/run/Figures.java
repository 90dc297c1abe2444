package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.util.List;
import java.util.Locale;

/** The formats of measured values for people. */
final class Figures {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double LOAD_PER_PERCENT = 1e7;
    private static final int MIB = 1 << 20;

    private Figures() {}

    /** Returns the median, or the rate if the work has one. */
    static String of(Series series) {
        return of(series.job(), series.median());
    }

    /** Returns a sample of a job as text. */
    static String of(Job job, double sample) {
        return switch (job.work().unit()) {
            case TIME -> time(sample);
            case RATE -> rate(job, sample);
            case MEMORY -> Job.size(sample);
            case LOAD -> String.format(Locale.ROOT, "%.2f %% of a core", sample / LOAD_PER_PERCENT);
        };
    }

    private static String rate(Job job, double nanos) {
        double perSecond = perSecond(job, nanos);
        return job.bytes() < MIB
                ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
                : String.format(Locale.ROOT, "%.2f GB/s", perSecond * job.bytes() / NANOS_PER_SECOND);
    }

    /** Returns the number of repetitions per second. */
    static double perSecond(Job job, double nanos) {
        return job.count() / (nanos / NANOS_PER_SECOND);
    }

    /** Returns a time in microseconds, or in milliseconds from 1,000 microseconds on. */
    static String time(double nanos) {
        double micros = nanos / NANOS_PER_MICRO;
        return micros < MICROS_PER_MILLI
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.2f ms", micros / MICROS_PER_MILLI);
    }

    /** Returns the middle ratio, and the smallest and largest ratio. */
    static String ratio(List<Double> sorted) {
        return sorted.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f to %.2f)",
                        sorted.get(sorted.size() / 2),
                        sorted.get(0),
                        sorted.get(sorted.size() - 1));
    }
}
