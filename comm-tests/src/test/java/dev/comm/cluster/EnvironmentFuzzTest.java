package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Input: variables, one {@code NAME=VALUE} in a line. */
@Tag("fuzz")
class EnvironmentFuzzTest {
    private static final List<LaunchProvider> PROVIDERS = List.of(
            new OpenMpiProvider(),
            new PmiProvider(),
            new PmixProvider(),
            new FluxProvider(),
            new PalsProvider(),
            new JsmProvider(),
            new SlurmProvider(pid -> true));

    /** Any variables give a place that can be used, no place, or a sentence. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void variablesGiveAPlaceOrASentence(byte[] input) {
        Map<String, String> environment = environment(new String(input, StandardCharsets.UTF_8));
        for (LaunchProvider provider : PROVIDERS) {
            try {
                provider.find(environment).ifPresent(launch -> isUsable(launch, environment));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(10_000 + input.length);
            }
        }
    }

    private static Map<String, String> environment(String text) {
        Map<String, String> variables = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return variables;
    }

    private static void isUsable(Launch launch, Map<String, String> environment) {
        assertThat(launch.rank()).isGreaterThanOrEqualTo(-1);
        assertThat(launch.size() == 0 || launch.rank() < launch.size()).isTrue();
        assertThat(launch.run()).matches("[0-9a-f]{32}");
        Path folder = Path.of(launch.meeting().place());
        assertThat(folder).isAbsolute();
        assertThat(folder.getFileName().toString()).matches("[A-Za-z0-9][A-Za-z0-9._-]*");
        assertThat(environment).containsKey(launch.source());
        launch.meeting().candidates().forEach(each -> assertThat(each.getPort()).isBetween(1024, 65_535));
    }
}
