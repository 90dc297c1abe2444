package dev.comm.testkit.farm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import dev.comm.testkit.Seeds;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.check.HistoryChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checks find each protocol that is wrong on purpose by the promise that it breaks. The real protocol keeps all
 * promises.
 */
class BugFarmTest {
    private static final int SEEDS_OF_REAL = Extent.of(2, 8);

    static Stream<Bug> bugs() {
        return Farm.bugs().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(Bug bug) {
        Hunt hunt = Hunt.of(bug, Seeds.of(bug.name(), bug.budget()).toArray());
        assertThat(hunt.found())
                .as("found: %s; it breaks %s", bug, hunt.others())
                .isTrue();
    }

    /** Runs the same seeds without the bug, to show that the bug caused each breach. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void theRealProtocolKeepsIt(Bug bug) {
        long[] seeds =
                Seeds.of(bug.name(), Math.min(SEEDS_OF_REAL, bug.budget())).toArray();
        for (long seed : seeds) {
            assertThat(Hunt.brokenBy(bug.workload().apply(Replay.of(seed))))
                    .as("broken by the real protocol with seed 0x%x", seed)
                    .isEmpty();
        }
    }

    @Test
    void thereAreManyAndForAllPromises() {
        assertThat(Farm.bugs()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Farm.bugs()).extracting(Bug::name).doesNotHaveDuplicates();
        assertThat(Farm.bugs().stream().map(Bug::promise).distinct().toList())
                .containsAll(HistoryChecker.checks().stream()
                        .map(Check::id)
                        .distinct()
                        .toList());
    }

    /** Measures all bugs and writes the table of docs/TESTKIT-FARM.md to the file of {@code -Dcomm.farm.table=FILE}. */
    @Test
    @EnabledIfSystemProperty(named = "comm.farm.table", matches = ".+")
    void theTableIsMeasured() throws IOException {
        Files.writeString(Path.of(System.getProperty("comm.farm.table")), FarmTable.measured());
    }
}
