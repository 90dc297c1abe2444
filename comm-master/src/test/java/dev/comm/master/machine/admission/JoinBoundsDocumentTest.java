package dev.comm.master.machine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.spi.Bytes;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The master enforces the bounds that docs/PROTOCOL.md gives for the fields of JOIN. */
class JoinBoundsDocumentTest {
    private static final int SIZE = 4;
    private static final int WINDOW = 16;

    private final CommConfig config = CommConfig.builder().size(SIZE).build();
    private final AdmissionRules rules = new AdmissionRules(
            new MasterSettings(TeamKind.SERVE, config, new RunId(1, 2), 1, 7, "master", Bytes.EMPTY));

    @Test
    void slotsHaveTheDocumentedBounds() throws IOException {
        long[] bounds = numbers("JOIN.slots");
        for (long good : bounds) {
            assertAccepted(join -> join.slots((int) good));
        }
        assertRefused(join -> join.slots((int) bounds[0] - 1), Reason.POLICY);
        assertRefused(join -> join.slots((int) bounds[1] + 1), Reason.POLICY);
    }

    @Test
    void labelsHaveTheDocumentedBounds() throws IOException {
        long[] bounds = numbers("JOIN.labels");
        int count = (int) bounds[0];
        String longest = "x".repeat((int) bounds[2]);
        assertAccepted(join -> join.labels(Collections.nCopies(count, longest)));
        assertAccepted(join -> join.labels(List.of("x".repeat((int) bounds[1]))));
        assertRefused(join -> join.labels(Collections.nCopies(count + 1, "x")), Reason.POLICY);
        assertRefused(join -> join.labels(List.of(longest + "x")), Reason.POLICY);
        assertRefused(join -> join.labels(List.of("")), Reason.POLICY);
    }

    @Test
    void whatHasToBeEqualIsCompared() throws IOException {
        assertThat(row("JOIN.size")).contains("POLICY");
        assertAccepted(join -> join.size(0));
        assertRefused(join -> join.size(SIZE + 1), Reason.POLICY);
        assertThat(row("JOIN.minSurvivors, JOIN.exclude, JOIN.window")).contains("POLICY");
        assertRefused(join -> join.minSurvivors(2), Reason.POLICY);
        assertRefused(join -> join.exclude(true), Reason.POLICY);
        assertRefused(join -> join.window(WINDOW + 1), Reason.POLICY);
        assertThat(row("JOIN.fingerprint")).contains("SERIALIZER");
        assertRefused(join -> join.fingerprint(Bytes.of(new byte[1])), Reason.SERIALIZER);
    }

    @Test
    void theHeartbeatIsBelowTheDeadTimeout() throws IOException {
        assertThat(row("JOIN.heartbeatNanos")).contains("POLICY");
        Join slow = Join.of(Long.MAX_VALUE / 4, 1, WINDOW);
        assertThat(rules.refusal(hello(), slow).reason()).isEqualTo(Reason.POLICY);
    }

    private void assertAccepted(UnaryOperator<Join.Builder> change) {
        assertThat(rules.refusal(hello(), change.apply(good()).build())).isNull();
    }

    private void assertRefused(UnaryOperator<Join.Builder> change, Reason reason) {
        assertThat(rules.refusal(hello(), change.apply(good()).build()).reason())
                .isEqualTo(reason);
    }

    private Join.Builder good() {
        long heartbeat = config.timing().heartbeat().toNanos();
        return Join.of(heartbeat, config.timing().dead().toNanos(), WINDOW).toBuilder();
    }

    private static Hello hello() {
        return Hello.of(-1, 5, Bytes.of(new byte[32]), List.of()).toBuilder()
                .run(1, 2)
                .build();
    }

    private static long[] numbers(String field) throws IOException {
        return Pattern.compile("\\d+")
                .matcher(row(field).replace(",", ""))
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .toArray();
    }

    /** Returns the text of the document about a field. */
    private static String row(String field) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        Matcher row = Pattern.compile("(?m)^\\| " + Pattern.quote(field) + " \\| (.+) \\|$")
                .matcher(text);
        assertThat(row.find()).as(field).isTrue();
        return row.group(1);
    }
}
