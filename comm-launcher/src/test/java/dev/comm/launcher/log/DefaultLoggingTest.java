package dev.comm.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import dev.comm.launcher.Main;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.words.LoggedWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The log of a user's program with the jars of the launcher on its class path or module path, in real processes. */
class DefaultLoggingTest {
    private static final String CONFIGURATION = """
            <configuration>
              <appender name="mine" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>mine %level %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="mine"/></root>
            </configuration>
            """;

    @TempDir
    Path folder;

    private record Ended(String out, String err) {}

    @Test
    void withoutAConfigurationWarningsGoToStandardError() throws Exception {
        Ended ended = run(Map.of(), launcherFirst());

        assertThat(ended.out()).isEqualTo("the end\n");
        assertThat(ended.err()).endsWith("WARN  Words: a warn line\n").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "info", "OFF", "nonsense"})
    void theLevelIsThatOfTheVariable(String level) throws Exception {
        Ended ended = run(Map.of("COMM_LOG_LEVEL", level), launcherFirst());

        assertThat(ended.out()).isEqualTo("the end\n");
        assertThat(ended.err().contains("a debug line")).isEqualTo(level.equals("DEBUG"));
        assertThat(ended.err().contains("an info line")).isEqualTo(level.equals("DEBUG") || level.equals("info"));
        assertThat(ended.err().contains("a warn line")).isEqualTo(!level.equals("OFF"));
    }

    /** Puts the launcher first on the class path, as the order of lib/* may do. */
    @ParameterizedTest
    @ValueSource(strings = {"logback.xml", "logback-test.xml"})
    void aFileOfTheUserWins(String name) throws Exception {
        Files.writeString(folder.resolve(name), CONFIGURATION);
        Ended ended = run(Map.of("COMM_LOG_LEVEL", "DEBUG"), launcherFirst());

        assertThat(ended.out()).isEqualTo("mine INFO an info line\nmine WARN a warn line\nthe end\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aPropertyOfTheUserWins() throws Exception {
        Path file = Files.writeString(folder.resolve("some.xml"), CONFIGURATION);
        List<String> java = new ArrayList<>(List.of("-Dlogback.configurationFile=" + file));
        java.addAll(launcherFirst());
        Ended ended = run(Map.of(), java);

        assertThat(ended.out()).isEqualTo("mine INFO an info line\nmine WARN a warn line\nthe end\n");
        assertThat(ended.err()).isEmpty();
    }

    /** Starts the launcher with the options of the script comm. */
    @Test
    void onTheModulePathTheSameHolds() throws Exception {
        String modules = System.getProperty("jdk.module.path") + File.pathSeparator + place(Main.class);
        Ended ended = run(
                Map.of(),
                List.of("-p", modules, "--add-modules", "dev.comm.launcher,ch.qos.logback.classic", "-cp", program()));

        assertThat(ended.out()).isEqualTo("the end\n");
        assertThat(ended.err()).endsWith("WARN  Words: a warn line\n").hasLineCount(1);
    }

    private List<String> launcherFirst() {
        String path = Stream.concat(
                        Stream.of(Main.class, LoggerFactory.class, LoggerContext.class, Context.class)
                                .map(DefaultLoggingTest::place),
                        Stream.of(program(), folder.toString()))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", path);
    }

    private static String program() {
        return Path.of(System.getProperty("basedir", "."), "target", "test-classes")
                .toAbsolutePath()
                .toString();
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ended run(Map<String, String> environment, List<String> java) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(java);
        command.add(LoggedWords.class.getName());
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COMM_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Ended(read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
