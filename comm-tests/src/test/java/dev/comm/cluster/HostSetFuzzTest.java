package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Input: a list of hosts as Slurm writes it. */
@Tag("fuzz")
class HostSetFuzzTest {
    private static final int LENGTH_MAX = 1 << 20;

    /** The names are usable and bounded in number, and are read again as they were. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aListIsReadOrRefusedWithTheCure(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> names;
        try {
            names = HostList.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches("(?s)(write hosts as |give a? ?shorter ).*");
            return;
        }
        assertThat(names).hasSizeBetween(1, HostList.NAMES_MAX);
        assertThat(names).allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9._-]{1,253}"));
        String again = String.join(",", names);
        if (again.length() <= LENGTH_MAX) {
            assertThat(HostList.parse(again)).isEqualTo(names);
        }
    }
}
