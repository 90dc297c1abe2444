package dev.comm.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks of parts of Comm with JMH, in a process of its own for each benchmark. */
public final class Parts {
    private static final int ITERATIONS = 5;
    private static final TimeValue LONG = TimeValue.seconds(1);
    private static final TimeValue SHORT = TimeValue.milliseconds(200);

    private Parts() {}

    /**
     * Runs all benchmarks of this package and writes a table.
     *
     * @param quick whether each benchmark runs for only a fifth of the time
     */
    public static void run(boolean quick, Path folder) throws IOException {
        Options options = new OptionsBuilder()
                .include(Parts.class.getPackageName().replace(".", "\\."))
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(quick ? SHORT : LONG)
                .measurementIterations(ITERATIONS)
                .measurementTime(quick ? SHORT : LONG)
                .build();
        try {
            String table = table(new Runner(options).run());
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("parts.md"), table);
        } catch (RunnerException e) {
            throw new IOException("JMH could not measure: " + e.getMessage(), e);
        }
    }

    private static String table(Collection<RunResult> results) {
        return "| part | ns | ± |\n|---|---|---|\n"
                + results.stream().map(Parts::row).collect(Collectors.joining());
    }

    private static String row(RunResult result) {
        var params = result.getParams();
        String name = params.getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.(\\w+)", "$1, $2");
        String values = params.getParamsKeys().stream()
                .map(key -> ", " + key + " " + params.getParam(key))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "| %s%s | %,.1f | %,.1f |%n",
                name,
                values,
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError());
    }
}
