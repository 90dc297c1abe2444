package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.util.Locale;
import java.util.stream.Collectors;

/** A text with one line for each trial, for other programs. */
record Csv(Results results) {
    @Override
    public String toString() {
        return "work,members,bytes,count,unit,library,round,samples,min,median,p99,max\n"
                + results.series().map(Csv::lines).collect(Collectors.joining());
    }

    private static String lines(Series series) {
        return series.rounds().entrySet().stream()
                .map(each -> line(series, each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }

    private static String line(Series series, int round, Samples samples) {
        Job job = series.job();
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%s,\"%s\",%d,%d,%.0f,%.0f,%.0f,%.0f%n",
                job.work(),
                job.members(),
                job.bytes(),
                job.count(),
                job.work().unit().name().toLowerCase(Locale.ROOT),
                series.title(),
                round,
                samples.count(),
                samples.smallest(),
                samples.median(),
                samples.p99(),
                samples.largest());
    }
}
