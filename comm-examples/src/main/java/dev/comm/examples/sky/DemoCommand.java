package dev.comm.examples.sky;

import dev.comm.launcher.CommCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code comm demo}. It scans the sky with some compute nodes, kills one of them half-way, and shows that
 * no result is lost.
 */
@Command(
        name = "demo",
        description = {
            "Finds star clusters on several compute nodes.",
            "",
            "Scans the Hipparcos catalogue for point sources, kills some nodes half-way,",
            "and writes sky-map.png, hot-spots.csv and report.json."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements CommCommand {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "4",
            description = "Compute nodes, 1 to 64 (default: 4).")
    private int nodes;

    @Option(
            names = "--kill",
            paramLabel = "K",
            description = "Nodes to kill with SIGKILL when half of the tasks are done (default: 1, with one node 0).")
    private Integer kill;

    @Option(names = "--trials", paramLabel = "T", defaultValue = "400", description = "Scrambled skies (default: 400).")
    private int trials;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-out",
            description = "Where the files go (default: demo-out).")
    private Path directory;

    @Option(
            names = "--background",
            paramLabel = "KIND",
            defaultValue = "band",
            description = "band: density along the declination; local: the Milky Way too (default: band).")
    private String background;

    /** Creates the command. The service loader calls this constructor. */
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoOptions options;
        try {
            int killed = kill == null ? Math.min(1, nodes - 1) : kill;
            options = new DemoOptions(nodes, killed, trials, directory, background);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        checkDirectory();
        return new SkyDemo(options, System.out, System.err).run();
    }

    /** Checks before the work that files can be written to the directory. */
    private void checkDirectory() {
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(directory), "comm", null));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--out " + directory + ": no files can be written there: " + e, e);
        }
    }
}
