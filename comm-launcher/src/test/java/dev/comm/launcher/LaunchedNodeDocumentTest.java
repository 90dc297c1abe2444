package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RunId;
import dev.comm.core.role.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * For nodes in other languages, docs/PROTOCOL.md has the variables that the launcher sets, and the duties of a node.
 */
class LaunchedNodeDocumentTest {
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `(COMM[A-Z_]+)` \\| ([^|]+) \\|");

    @Test
    void theVariablesOfARankAreDocumented() throws IOException {
        assertThat(set(true)).isEqualTo(documented(row -> true));
        assertThat(set(false)).isEqualTo(documented(when -> !when.contains("--tls")));
    }

    @Test
    void theVariablesThatOnlyTheLauncherSetsAreTakenAway() throws IOException {
        Map<String, String> environment = new TreeMap<>();
        RankEnvironment.OWN.forEach(name -> environment.put(variable(name), "of the user"));
        put(environment, false);
        assertThat(environment).doesNotContainValue("of the user");
        Set<String> taken = RankEnvironment.OWN.stream()
                .map(LaunchedNodeDocumentTest::variable)
                .filter(name -> !environment.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(taken).isNotEmpty().allSatisfy(name -> assertThat(section()).contains("`" + name + "`"));
    }

    @Test
    void theExitCodesAreThoseOfTheEnum() throws IOException {
        Map<Integer, String> documented = new TreeMap<>();
        Matcher rows =
                Pattern.compile("(?m)^\\| (\\d+) \\| ([A-Z_]+) \\| [^|]+ \\|$").matcher(section());
        while (rows.find()) {
            documented.put(Integer.valueOf(rows.group(1)), rows.group(2));
        }
        assertThat(documented)
                .isEqualTo(Stream.of(ExitCode.values()).collect(Collectors.toMap(ExitCode::code, ExitCode::name)));
    }

    private static Set<String> set(boolean encrypted) {
        Map<String, String> environment = new TreeMap<>();
        put(environment, encrypted);
        environment.keySet().removeIf(name -> name.startsWith("COMMRUN_SET_") || name.startsWith("COMMRUN_BEFORE_"));
        environment.values().removeIf(value -> value == null);
        return environment.keySet();
    }

    private static void put(Map<String, String> environment, boolean encrypted) {
        RunPlan plan = new RunPlan(
                List.of("x"), 2, 0, Map.of(), OnFailure.CONTINUE, 0, true, Duration.ZERO, null, null, encrypted);
        RankEnvironment.put(environment, 1, plan, new RunId(1, 2), new RunFolder(Path.of("run")));
    }

    private static Set<String> documented(Predicate<String> when) throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher rows = VARIABLE.matcher(section());
        while (rows.find()) {
            if (when.test(rows.group(2))) {
                documented.add(rows.group(1));
            }
        }
        return documented;
    }

    private static String variable(String setting) {
        return "COMM_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String section() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        int start = text.indexOf("\n## 14. ");
        int end = text.indexOf("\n## 15. ");
        assertThat(start).isNotNegative();
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
