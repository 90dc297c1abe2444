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

/** The ratios as an SVG: for each job a dot for each peer, 1 is as fast as Comm. */
final class RatioChart {
    private static final int WIDTH = 1_400;
    private static final int HEIGHT = 700;

    private final Map<Job, List<Series>> results;

    RatioChart(Map<Job, List<Series>> results) {
        this.results = results;
    }

    /** Writes the file. */
    void write(Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("time of a peer over Comm's time (above 1: Comm is faster)")
                .build();
        // Bars would have to begin at a zero that a logarithm does not have.
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setXAxisLabelRotation(35);
        List<String> titles = results.keySet().stream().map(Job::title).toList();
        peers().forEach((peer, values) -> chart.addSeries(peer, titles, values));
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }

    private Map<String, List<Double>> peers() {
        Map<String, List<Double>> peers = new LinkedHashMap<>();
        results.values()
                .forEach(all -> all.stream().skip(1).forEach(each -> peers.put(each.title(), new ArrayList<>())));
        peers.forEach((peer, values) -> results.values().forEach(all -> values.add(inverse(all, peer))));
        return peers;
    }

    private static Double inverse(List<Series> all, String peer) {
        return all.stream()
                .filter(each -> each.title().equals(peer) && !each.isEmpty())
                .findFirst()
                .map(each -> all.get(0).ratios(each))
                .filter(ratios -> !ratios.isEmpty())
                .map(ratios -> 1 / ratios.get(ratios.size() / 2))
                .orElse(null);
    }
}
