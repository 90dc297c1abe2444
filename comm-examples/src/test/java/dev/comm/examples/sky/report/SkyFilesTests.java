package dev.comm.examples.sky.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.examples.sky.SkyScan;
import dev.comm.examples.sky.map.FontLettering;
import dev.comm.examples.sky.search.RealSky;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkyFilesTests {
    private static final String PLEIADES =
            "1,56.953,24.256,166.618,-23.294,95.754,26.091,0.250000,Pleiades,0.23,Dias 2002";

    @Test
    void holdTheHotSpotsAsPlainLines() {
        String text = HotSpotTable.text(RealSky.RESULT);

        assertThat(text)
                .startsWith(HotSpotTable.HEADER + "\n" + PLEIADES + "\n")
                .endsWith("\n")
                .doesNotContain("\r");
        assertThat(text.split("\n"))
                .hasSize(31)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(11));
        assertThat(text).contains(",unidentified,,\n");
    }

    @Test
    void areTheSameInEveryLocale() {
        String text = HotSpotTable.text(RealSky.RESULT);
        String report = SkyReport.json(RealSky.RESULT, Map.of());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(HotSpotTable.text(RealSky.RESULT)).isEqualTo(text);
            assertThat(SkyReport.json(RealSky.RESULT, Map.of())).isEqualTo(report);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tellWhatTheCallerKnowsAboutTheRun() {
        String report = SkyReport.json(RealSky.RESULT, Map.of("nodes", 4, "killed", true, "note", "a \"b\"\n"));

        assertThat(report)
                .contains("\"run\": {\"killed\": true, \"nodes\": 4, \"note\": \"a \\\"b\\\"\\u000a\"}")
                .contains("\"stars\": 15544")
                .contains("\"name\": \"Pleiades\"")
                .contains("\"lowest\": 17.227, \"median\": 19.689, \"highest\": 19.999");
    }

    @Test
    void comeOutOfALocalScanToo(@TempDir Path directory) throws Exception {
        List<Integer> progress = new ArrayList<>();

        SkyScan.Outcome outcome = SkyScan.local(RealSky.MODEL.job(), directory.resolve("out"), progress::add);

        assertThat(directory.resolve("out/hot-spots.csv")).hasContent(HotSpotTable.text(RealSky.RESULT));
        assertThat(Files.size(directory.resolve("out/sky-map.png"))).isGreaterThan(100_000);
        assertThat(directory.resolve("out/report.json")).exists();
        assertThat(progress).hasSize(195).startsWith(1, 2, 3).endsWith(195);
        assertThat(outcome.warning().isEmpty())
                .isEqualTo(FontLettering.available().isPresent());
    }
}
