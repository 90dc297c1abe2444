package dev.comm.examples.sky;

import dev.comm.examples.sky.file.NewFile;
import dev.comm.examples.sky.map.SkyMap;
import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.report.HotSpotTable;
import dev.comm.examples.sky.report.SkyReport;
import dev.comm.examples.sky.search.Assembly;
import dev.comm.examples.sky.search.MapPatch;
import dev.comm.examples.sky.search.SkyResult;
import dev.comm.examples.sky.search.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A whole scan in one thread, which is the reference for all other forms of a run. */
public final class SkyScan {
    /**
     * The results of a scan.
     *
     * @param result the findings
     * @param warning warning for the user, for example about missing fonts
     */
    public record Outcome(SkyResult result, Optional<String> warning) {}

    private SkyScan() {}

    /**
     * Computes all tasks and writes all files.
     *
     * @param directory directory for the files; created if it is missing
     * @param progress action that receives the number of tasks that are done, after each task
     */
    public static Outcome local(SkyJob job, Path directory, IntConsumer progress) throws IOException {
        SkyModel model = SkyModel.build(job);
        double[][] patches = new double[SkyJob.PATCHES][];
        double[] maxima = new double[job.trials()];
        int done = 0;
        for (int patch = 0; patch < patches.length; patch++) {
            patches[patch] = MapPatch.compute(model, patch);
            progress.accept(++done);
        }
        for (int trial = 0; trial < maxima.length; trial++) {
            maxima[trial] = Trial.maximum(model, trial);
            progress.accept(++done);
        }
        SkyResult result = Assembly.of(model, patches, maxima);
        return new Outcome(result, write(model, result, directory, Map.of("mode", "local")));
    }

    /**
     * Writes {@code hot-spots.csv}, {@code report.json} and {@code sky-map.png}.
     *
     * @param run facts about the run, for the report
     * @return a warning, if there is one
     */
    static Optional<String> write(SkyModel model, SkyResult result, Path directory, Map<String, ?> run)
            throws IOException {
        Files.createDirectories(directory);
        HotSpotTable.write(result, directory.resolve("hot-spots.csv"));
        String report = SkyReport.json(result, run);
        NewFile.write(directory.resolve("report.json"), out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
        return SkyMap.write(model, result, directory.resolve("sky-map.png"));
    }
}
