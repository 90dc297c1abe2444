package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result as a table: a row for each contender of each job, with Comm's time as a multiple of its. */
final class MarkdownTable {
    private final Map<Job, List<Series>> results;

    MarkdownTable(Map<Job, List<Series>> results) {
        this.results = results;
    }

    @Override
    public String toString() {
        return "| work | library | median | p99 | Comm's time over it |\n|---|---|---|---|---|\n"
                + results.values().stream().map(MarkdownTable::rows).collect(Collectors.joining());
    }

    private static String rows(List<Series> all) {
        return all.stream()
                .filter(each -> !each.isEmpty())
                .map(each -> row(each, all.get(0)))
                .collect(Collectors.joining());
    }

    private static String row(Series series, Series comm) {
        boolean isComm = series == comm || comm.isEmpty();
        return "| "
                + String.join(
                        " | ",
                        series.job().title(),
                        series.title(),
                        Figures.of(series),
                        series.job().work().isRate() ? "" : Figures.time(series.p99()),
                        isComm ? "" : Figures.ratio(comm.ratios(series)))
                + " |\n";
    }
}
