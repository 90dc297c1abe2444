package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** A chart of the growth of times, as an SVG, with a line for each contender and two logarithmic axes. */
final class Lines {
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 700;
    private static final double NANOS_PER_MICRO = 1e3;

    private final String title;
    private final String axis;
    private final Map<String, SortedMap<Double, Double>> lines = new TreeMap<>();

    private Lines(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    /** Returns the chart of the barrier by the number of members. */
    static Lines byMembers(Results results) {
        Lines lines = new Lines("barrier", "members");
        lines.add(results, Work.BARRIER, "", Job::members);
        lines.add(results, Work.CROWD_BARRIER, ", nodes in one process", Job::members);
        return lines;
    }

    /** Returns the chart of request and reply by the number of bytes. */
    static Lines byBytes(Results results) {
        Lines lines = new Lines("request and reply", "bytes each way");
        lines.add(results, Work.ECHO, "", Job::bytes);
        return lines;
    }

    private void add(Results results, Work work, String note, Function<Job, Integer> where) {
        results.series()
                .filter(each -> each.job().work() == work)
                .forEach(each -> lines.computeIfAbsent(each.title() + note, name -> new TreeMap<>())
                        .put((double) where.apply(each.job()), each.median() / NANOS_PER_MICRO));
    }

    /** Writes the file if there is at least one line. A single point is no line. */
    void write(Path file) throws IOException {
        lines.values().removeIf(points -> points.size() < 2);
        if (lines.isEmpty()) {
            return;
        }
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(axis)
                .yAxisTitle("median, µs")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        lines.forEach((name, points) -> chart.addSeries(
                name,
                points.keySet().stream().toList(),
                points.values().stream().toList()));
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
