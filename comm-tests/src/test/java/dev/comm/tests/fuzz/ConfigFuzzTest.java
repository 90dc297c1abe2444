package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Settings are accepted or refused. The input has lines of {@code name=value}, which are the system properties without
 * {@code comm.} before the name.
 */
@Tag("fuzz")
class ConfigFuzzTest {
    /** The beginning of every secret, which is shorter than the shortest allowed secret. */
    private static final String MARK = "sEe-mE-nOt-7";

    private static final String SECRET = "secret";

    /** SEC-10: throws only {@link ConfigException}, and never shows the secret. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void anySettingsAreTakenOrRefusedWithoutTheSecret(byte[] input) {
        Map<String, String> settings = settings(new String(input, StandardCharsets.UTF_8));
        settings.forEach((name, value) -> System.setProperty("comm." + name, value));
        try {
            assertThat(outcome()).doesNotContain(MARK);
        } finally {
            settings.keySet().forEach(name -> System.clearProperty("comm." + name));
        }
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            String[] parts = line.split("=", 2);
            boolean usable = parts.length == 2 && !parts[0].isBlank() && !isLookedUp(parts[0], parts[1]);
            if (usable) {
                settings.put(parts[0], parts[0].equals(SECRET) ? MARK + parts[1] : unmarked(parts[1]));
            }
        }
        return settings;
    }

    private static String unmarked(String value) {
        String rest = value;
        while (rest.contains(MARK)) { // a removal may form another mark
            rest = rest.replace(MARK, "");
        }
        return rest;
    }

    /** Returns whether the value is a name to bind, which a name server would resolve at once. This test asks none. */
    private static boolean isLookedUp(String name, String value) {
        return name.equals("bind")
                && !value.strip().matches("(127\\.0\\.0\\.1|localhost|0\\.0\\.0\\.0|\\[[0-9:]*]):.*");
    }

    private static String outcome() {
        try {
            CommConfig config = CommConfig.fromEnvironment().build();
            assertThat(config.masters()).isNotEmpty();
            assertThat(config.timing().heartbeat()).isPositive();
            return config.toString();
        } catch (ConfigException e) {
            StringWriter all = new StringWriter();
            e.printStackTrace(new PrintWriter(all));
            return all.toString();
        }
    }
}
