package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The launcher passes the bytes of arguments unchanged, or refuses them with a sentence, in every locale. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the ranks are POSIX shells")
@Timeout(60)
class UserLocaleTest {
    private static final String SCRIPT =
            "printf '%s|%s|%s|%s' \"$1\" \"$INHERITED\" \"$COMM_LABELS\" \"${LC_ALL-none}\"";

    /** The exit code and the output of a launcher. */
    private record Ended(int code, String output) {}

    /** Runs one rank. Its argument, its variable and its setting are the bytes that printf makes of the word. */
    private static Ended launch(String word, Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", """
                word=$(printf "$1"); shift
                export INHERITED="$word"
                exec "$@" run -n 1 --set labels="$word" -- sh -c "$SCRIPT" rank "$word"
                """, "test", word));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", path(), Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SCRIPT", SCRIPT);
        builder.environment().putAll(environment);
        Process launcher = builder.start();
        try {
            byte[] output = launcher.getInputStream().readAllBytes();
            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(launcher.exitValue(), new String(output, StandardCharsets.UTF_8));
        } finally {
            launcher.destroyForcibly();
        }
    }

    private static String path() {
        return Stream.of("jdk.module.path", "java.class.path")
                .map(System::getProperty)
                .filter(each -> each != null)
                .collect(Collectors.joining(":"));
    }

    @Test
    void inTheLocaleOfTheScriptBytesPassAndTheRankHasTheUsersLocale() throws Exception {
        Map<String, String> ofTheScript = Map.of("LC_ALL", "C.UTF-8");
        Ended ended = launch("gr\\303\\274n", ofTheScript, "-D" + UserLocale.PROPERTY + "=C");
        Ended unset = launch("gr\\303\\274n", ofTheScript, "-D" + UserLocale.PROPERTY + "=");

        assertThat(ended.output()).startsWith("grün|grün|grün|C");
        assertThat(ended.code()).isZero();
        assertThat(unset.output()).startsWith("grün|grün|grün|none");
    }

    /** Refuses a byte that is neither UTF-8 nor ASCII. */
    @Test
    void bytesThatTheLocaleDoesNotHaveAreRefused() throws Exception {
        for (String locale : List.of("C", "C.UTF-8")) {
            Ended ended = launch("gr\\374n", Map.of("LC_ALL", locale));

            assertThat(ended.code()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output())
                    .startsWith("comm: set LC_ALL=C.UTF-8, and write argument 5 in UTF-8: the character set ")
                    .hasLineCount(1);
        }
    }
}
