package dev.comm.testkit.live.jvm;

import dev.comm.core.role.PrivateFolders;
import dev.comm.testkit.campaign.CampaignInterrupted;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.live.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another JVM that plays the same seeds. Its JDK is the same or another one. */
final class ComparedJvm {
    private static final long MINUTES_MAX = 5;
    private static final int OLDEST = 17;
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    private final Path home;

    private ComparedJvm(Path home) {
        this.home = home;
    }

    /** Returns a second JVM of this JDK. */
    static ComparedJvm same() {
        return new ComparedJvm(Path.of(System.getProperty("java.home")));
    }

    /** Returns the other JDKs of this machine that can run Comm. */
    static List<ComparedJvm> installed() throws IOException {
        List<ComparedJvm> found = new ArrayList<>();
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        if (Files.isDirectory(JDKS)) {
            try (Stream<Path> entries = Files.list(JDKS).sorted()) {
                for (Path entry : entries.toList()) {
                    Path real = entry.toRealPath();
                    boolean known = found.stream().anyMatch(each -> each.home.equals(real));
                    if (!known && !real.equals(own) && version(real) >= OLDEST) {
                        found.add(new ComparedJvm(real));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the feature version of the JDK in a folder, or 0 if there is none. */
    private static int version(Path folder) throws IOException {
        Path release = folder.resolve("release");
        if (!Files.exists(release) || !Files.isExecutable(folder.resolve("bin/java"))) {
            return 0;
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("JAVA_VERSION=\"?(\\d+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /**
     * Plays seeds in the other JVM.
     *
     * @param full whether the output contains every entry of the traces
     * @return the lines that the other JVM wrote
     */
    List<String> play(ScenarioRef ref, int least, int most, List<String> seeds, boolean full) throws IOException {
        Path folder = PrivateFolders.ofThisProcess().create("replay-");
        Path in = Files.write(folder.resolve("seeds"), seeds);
        Path out = folder.resolve("traces");
        Path log = folder.resolve("log");
        Path arguments = folder.resolve("arguments");
        try {
            List<String> told = new ArrayList<>(List.of(
                    ref.toString(), Integer.toString(least), Integer.toString(most), in.toString(), out.toString()));
            if (full) {
                told.add("full");
            }
            run(JavaCommand.of(home, arguments, List.of(), Replayer.class, told), log);
            return Files.readAllLines(out);
        } finally {
            for (Path file : List.of(in, out, log, arguments, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        try {
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                throw new UncheckedIOException(
                        new IOException(this + (ended ? " ended with " + process.exitValue() : " did not end") + ": "
                                + Files.readString(log)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CampaignInterrupted(e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public String toString() {
        return "JVM of " + home;
    }
}
