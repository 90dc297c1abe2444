package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.error.ConfigException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.PlainText;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Text of other members is escaped when a program prints it, so that it cannot forge lines, colours or reversed text.
 */
class PlainTextTest {
    private static final String FORGED = "a\u001b[31m\nERROR b\u0085\u009bc\u202ed\u2028e";
    private static final String SHOWN = "a\\u001b[31m\\u000aERROR b\\u0085\\u009bc\\u202ed\\u2028e";

    @Test
    void textOfMembersIsEscapedWhereItIsPrinted() {
        Departure gone = new Departure(1, 2, Cause.FAILED, FORGED);
        Report report = new Report(
                new RunId(1, 2),
                3,
                2,
                1,
                Duration.ZERO,
                List.of(new Report.Joined(1, 2, FORGED, Duration.ZERO)),
                List.of(new Report.Departed(gone, Duration.ZERO)),
                Map.of(),
                0);
        RegistryEntry entry =
                new RegistryEntry(1, 2, FORGED, 0, null, List.of(FORGED), 1, Set.of(FORGED), RegistryEntry.State.ALIVE);
        for (Object each : List.of(
                gone,
                report,
                entry,
                new Member(1, 2, FORGED, null),
                new MemberLostException(FORGED),
                Answer.departed(gone))) {
            assertThat(each.toString()).contains(SHOWN).doesNotContain("\n", "\u001b", "\u009b", "\u202e");
        }
    }

    @Test
    void theTextItselfStays() {
        assertThat(new Departure(1, 2, Cause.FAILED, FORGED).detail()).isEqualTo(FORGED);
        assertThat(new Member(1, 2, FORGED, null).host()).isEqualTo(FORGED);
    }

    @Test
    void plainTextStaysAsItIs() {
        String plain = "rank 3: grüße, 漢字 \ud83d\ude80 {} %s";
        assertThat(PlainText.of(plain)).isSameAs(plain);
        assertThat(PlainText.of("half \ud83d")).isEqualTo("half ?");
        assertThat(PlainText.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\\u001b");
        assertThat(new ConfigException("one\ntwo")).hasMessage("one\ntwo");
    }
}
