package dev.comm.tests.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a member arrive equal at a member on another release of the JDK. */
@Timeout(600)
class OtherJdkTest {
    private static final List<String> SERIALIZERS = List.of("java", "kryo");
    private static final Path OWN = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valuesArriveEqualAtAnotherJdk(boolean isToOther) throws Exception {
        Optional<Path> other = other();
        assumeTrue(other.isPresent(), "no JDK of another release beside this one, nor in JAVA_HOME_...");
        Path sender = isToOther ? OWN : other.get();
        Path receiver = isToOther ? other.get() : OWN;
        run(sender, "write");
        String said = run(receiver, "read");
        System.out.println("values from JDK " + release(sender) + " to " + release(receiver) + ": " + said);
        assertThat(said.lines())
                .as(said)
                .containsAll(SERIALIZERS.stream().map(OtherJdkTest::expected).toList());
    }

    private static String expected(String serializer) {
        long refused = Edges.all().stream()
                .filter(edge -> edge.refusedBy().contains(serializer))
                .count();
        int all = Edges.all().size();
        return serializer + ": read " + all + " equal " + (all - refused) + " refused " + refused;
    }

    /**
     * Returns a JDK of another release. It is in a neighbouring folder, or the environment names it, as on build
     * servers.
     */
    private static Optional<Path> other() throws IOException {
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(each -> each.getKey().startsWith("JAVA_HOME_"))
                .map(each -> Path.of(each.getValue()));
        try (Stream<Path> beside = Files.list(OWN.toRealPath().getParent())) {
            return Stream.concat(named, beside.toList().stream())
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> release(home) >= 17 && release(home) != release(OWN))
                    .findFirst();
        }
    }

    /** Returns the release number of a JDK from its file, or 0. */
    private static int release(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private String run(Path home, String what) throws Exception {
        Path output = folder.resolve(what + ".txt");
        Process process = new ProcessBuilder(List.of(
                        home.resolve("bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgesMain.class.getName(),
                        what,
                        String.join(",", SERIALIZERS),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor()).as(() -> read(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return read(output);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
