package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.settings.Parsers;
import dev.comm.api.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/SETTINGS.md lists all settings and their defaults. */
class SettingsDocumentTest {
    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "SETTINGS.md")).stream()
                .takeWhile(line -> !line.equals("## Settings of tests"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *\\| *"))
                .toList();
    }

    private static String name(String[] row) {
        return row[1].replace("`", "");
    }

    @Test
    void itNamesEverySettingThatTextCanGiveInTheOrderOfTheTable() throws IOException {
        Stream<Setting<?>> all = Stream.concat(Settings.ALL.stream(), TimingSettings.ALL.stream());

        assertThat(rows().stream().map(SettingsDocumentTest::name))
                .containsExactlyElementsOf(
                        all.filter(Setting::isReadable).map(Setting::name).toList());
    }

    @Test
    void itNamesTheSettingsOfCode() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "SETTINGS.md"));

        assertThat(Settings.ALL.stream().filter(each -> !each.isReadable()))
                .allSatisfy(each -> assertThat(text).contains("`" + each.name() + "`"));
    }

    @Test
    void theTimesOfTheProfilesAreThose() throws IOException {
        for (String[] row : rows()) {
            if (TimingSettings.ALL.stream().anyMatch(each -> each.name().equals(name(row)))) {
                List<Duration> documented =
                        Arrays.stream(row[2].split(", ")).map(Parsers::duration).toList();
                List<Duration> real = Stream.of(Profile.values())
                        .map(profile -> timeOf(profile, name(row)))
                        .toList();
                assertThat(documented).as(name(row)).isEqualTo(real);
            }
        }
    }

    private static Duration timeOf(Profile profile, String setting) {
        return TimingSettings.PARTS.stream()
                .filter(part -> part.setting().name().equals(setting))
                .map(part -> part.get().apply(profile.timing()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDefaultsAreThose() throws IOException {
        for (String[] row : rows()) {
            Settings.ALL.stream()
                    .filter(each -> each.name().equals(name(row)))
                    .filter(each -> each.fallback() instanceof Number
                            || each.fallback() instanceof String
                            || each.fallback() instanceof Boolean
                            || each.fallback() instanceof Enum)
                    .forEach(each -> assertThat(row[2].replace('-', '_'))
                            .as(each.name())
                            .isEqualToIgnoringCase(each.fallback().toString().replace('-', '_')));
        }
    }
}
