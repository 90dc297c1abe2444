package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.team.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code comm bench}: measures Comm and its peers on the same work in one run. */
@Command(
        name = "bench",
        description = "Measures Comm and its peers on the same work, in turns, and writes a table and a chart.",
        mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    private static final Duration TRIAL_LONGEST = Duration.ofMinutes(3);

    @Option(names = "--quick", description = "Only the work that the design has goals for; some minutes.")
    private boolean quick;

    @Option(names = "--smoke", hidden = true, description = "The smallest run that shows that all parts work.")
    private boolean smoke;

    @Option(names = "--only", split = ",", description = "Measure these works only: ${COMPLETION-CANDIDATES}.")
    private List<dev.comm.bench.Work> only = List.of();

    @Option(
            names = "--to",
            defaultValue = "bench",
            description = "Folder for table and chart; default: ${DEFAULT-VALUE}.")
    private Path folder;

    private BenchMain() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory("comm-bench");
        Map<Job, List<Series>> results =
                new Measurement(plan(), contenders(work), new Trial(work, TRIAL_LONGEST), System.out).run();
        String table = new MarkdownTable(results).toString();
        Files.writeString(folder.resolve("bench.md"), table);
        new RatioChart(results).write(folder.resolve("bench.svg"));
        System.out.println(table);
        return results.values().stream().allMatch(all -> all.stream().noneMatch(Series::isEmpty)) ? 0 : 1;
    }

    private Plan plan() {
        Plan all = smoke ? Plan.smoke() : quick ? Plan.quick() : Plan.full();
        return only.isEmpty()
                ? all
                : new Plan(
                        all.jobs().stream()
                                .filter(job -> only.contains(job.work()))
                                .toList(),
                        all.rounds());
    }

    /** Comm first, then the peers that this machine can run; a line for each of the others. */
    private static List<Contender> contenders(Path work) {
        List<Contender> all = new ArrayList<>();
        for (Library library : Library.values()) {
            all.add(new JavaContender(library));
        }
        all.add(new PcjContender());
        all.add(new MpiContender(work, true));
        all.removeIf(each -> {
            String missing = each.missing();
            if (missing != null) {
                System.out.println("without " + each.title() + ": " + missing);
            }
            return missing != null;
        });
        return all;
    }
}
