package dev.comm.bench.run;

import dev.comm.bench.Unit;
import java.util.stream.Collectors;

/**
 * The result as a table, with a row for each contender of each job. A row also has the figure of Comm as a multiple of
 * the contender's figure.
 */
record MarkdownTable(Results results) {
    @Override
    public String toString() {
        return "| work | library | median | p99 | Comm's time over it |\n|---|---|---|---|---|\n"
                + results.series().map(this::row).collect(Collectors.joining());
    }

    private String row(Series series) {
        boolean isComm = series.title().equals(Contender.COMM);
        return "| "
                + String.join(
                        " | ",
                        series.job().title(),
                        series.title(),
                        Figures.of(series),
                        series.job().work().unit() == Unit.TIME ? Figures.time(series.p99()) : "",
                        isComm ? "" : Figures.ratio(results.ratios(series.job(), series.title())))
                + " |\n";
    }
}
