package dev.comm.bench.run;

import dev.comm.bench.Work;
import dev.comm.bench.parts.Parts;
import dev.comm.core.role.PrivateFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code comm bench}, which measures Comm and its peers on the same work in one run. */
@Command(
        name = "comm bench",
        description = "Measures Comm and its peers on the same work, in turns, and writes tables and charts.",
        mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    private static final Duration TRIAL_LONGEST = Duration.ofSeconds(75);

    @Option(names = "--quick", description = "Only the goals of the design and the peers they name; some minutes.")
    private boolean quick;

    @Option(names = "--smoke", hidden = true, description = "The smallest run that shows that all parts work.")
    private boolean smoke;

    @Option(names = "--parts", description = "Measure parts of Comm with JMH instead, without processes and peers.")
    private boolean parts;

    @Option(names = "--rounds", description = "How often everybody has a turn, at most; default: 1 or 2 by work.")
    private int rounds = Integer.MAX_VALUE;

    @Option(
            names = "--only",
            split = ",",
            converter = WorkName.class,
            description = "Measure these works only, such as echo,barrier.")
    private Set<Work> only = Set.of();

    @Option(names = "--peers", split = ",", description = "Measure these besides Comm, such as \"raw NIO,Netty\".")
    private Set<String> peers = Set.of();

    @Option(
            names = "--to",
            defaultValue = "bench",
            description = "Folder for tables and charts; default: ${DEFAULT-VALUE}.")
    private Path folder;

    private BenchMain() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parts) {
            Parts.run(quick, folder);
            return 0;
        }
        Path work = PrivateFolders.ofThisProcess().create("bench-");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> delete(work), "delete-bench-folder")); // runs after Ctrl-C, too
        List<Contender> all = Contender.all(work);
        Plan plan = plan(all);
        Results results = new Measurement(plan, possible(all), new Trial(work, TRIAL_LONGEST), System.out).run();
        Report report = new Report(results);
        report.write(folder);
        System.out.println(report.text());
        return results.isComplete() ? 0 : 1;
    }

    /** Deletes a folder with its contents, which have to be deleted first. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("delete " + folder + " yourself; it cannot be deleted: " + e);
        }
    }

    private Plan plan(List<Contender> all) {
        Set<String> unknown = new LinkedHashSet<>(peers);
        all.forEach(each -> unknown.remove(each.title()));
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--peers: nobody is called " + String.join(" or ", unknown) + "; there are "
                            + all.stream().map(Contender::title).collect(Collectors.joining(", ")));
        }
        return chosen();
    }

    private Plan chosen() {
        Plan all = smoke ? Plan.smoke() : quick ? Plan.quick() : Plan.full();
        return all.only(only).with(peers).atMost(rounds).bounded(System.out);
    }

    /** Returns Comm, then the peers that this machine can run. Prints a line for each of the other peers. */
    private static List<Contender> possible(List<Contender> all) {
        List<Contender> possible = new ArrayList<>(all);
        possible.removeIf(each -> {
            String missing = each.missing();
            if (missing != null) {
                System.out.println("without " + each.title() + ": " + missing);
            }
            return missing != null;
        });
        return possible;
    }

    /** The converter for names of works, as they are written on command lines. */
    static final class WorkName implements CommandLine.ITypeConverter<Work> {
        @Override
        public Work convert(String value) {
            return Work.of(value);
        }
    }
}
