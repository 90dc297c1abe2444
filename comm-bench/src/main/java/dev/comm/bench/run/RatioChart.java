package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler;

/** A chart of the ratios as an SVG. Each job has a dot for each peer, and 1 is as fast as Comm. */
final class RatioChart {
    private static final int WIDTH = 1_400;
    private static final int HEIGHT = 900;
    private static final int LABEL_DEGREES = 60;

    private final Results results;
    private final List<Job> jobs;

    RatioChart(Results results) {
        this.results = results;
        this.jobs = results.all().keySet().stream()
                .filter(job -> job.work().unit().isDuration())
                .toList();
    }

    /** Writes the file if there is at least one ratio. */
    void write(Path file) throws IOException {
        Map<String, List<Double>> peers = peers();
        if (peers.isEmpty()) {
            return;
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("time of a peer over Comm's time (above 1: Comm is faster)")
                .build();
        // Bars would have to begin at zero, which has no logarithm.
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES);
        List<String> titles = jobs.stream().map(Job::title).toList();
        peers.forEach((peer, values) -> chart.addSeries(peer, titles, values));
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }

    private Map<String, List<Double>> peers() {
        Map<String, List<Double>> peers = new LinkedHashMap<>();
        results.series()
                .map(Series::title)
                .filter(title -> !title.equals(Contender.COMM))
                .filter(title -> jobs.stream().anyMatch(job -> inverse(job, title) != null))
                .forEach(title -> peers.putIfAbsent(title, new ArrayList<>()));
        peers.forEach((peer, values) -> jobs.forEach(job -> values.add(inverse(job, peer))));
        return peers;
    }

    /** Returns the inverse ratio, or null if there is no dot. */
    private Double inverse(Job job, String peer) {
        List<Double> ratios = results.ratios(job, peer);
        return ratios.isEmpty() ? null : 1 / ratios.get(ratios.size() / 2);
    }
}
