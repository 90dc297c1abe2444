package dev.comm.testkit.contract;

import dev.comm.testkit.contract.SerializerTrial.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test in which another JVM reads the bytes that were written in this JVM. The author's test class runs in the other
 * JVM.
 */
final class OtherJvm {
    static final String REPORT = "report";
    private static final int PATIENCE_SECONDS = 120;

    private final SerializerContract author;
    private final SerializerTrial trial;

    OtherJvm(SerializerContract author) {
        this.author = author;
        trial = new SerializerTrial(author);
    }

    void check(Path folder) throws IOException, InterruptedException {
        List<Sample> samples = trial.samples();
        for (int i = 0; i < samples.size(); i++) {
            Files.write(folder.resolve(String.valueOf(i)), samples.get(i).bytes());
        }
        String output = run(folder);
        Path report = folder.resolve(REPORT);
        Claim.possible(Files.exists(report), "the other JVM could not start the test class: " + output);
        List<String> lines = Files.readAllLines(report);
        Claim.that(
                lines.get(0).equals(HexFormat.of().formatHex(trial.serializer().fingerprint())),
                "another JVM has another fingerprint for the same types");
        for (int i = 0; i < samples.size(); i++) {
            Claim.that(lines.get(1 + i).isEmpty(), "in another JVM, %s: %s", samples.get(i), lines.get(1 + i));
        }
    }

    private String run(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        OtherJvmMain.class.getName(),
                        author.getClass().getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Claim.that(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the other JVM does not come to an end");
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
