package dev.comm.core.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file to which the master writes departures and from which the launcher reads them. */
class DepartureFileTest {
    @TempDir
    Path folder;

    private DepartureFile file() {
        return new DepartureFile(folder.resolve("departures"));
    }

    private static Departure departure(int rank, Cause cause, String detail) {
        return new Departure(rank, 7, cause, detail);
    }

    @Test
    void theLossesAreReadInTheirOrder() {
        file().append(1_000, List.of(departure(3, Cause.CLOSED, ""), departure(1, Cause.LEFT, "done")));
        file().append(2_000, List.of(departure(2, Cause.FAILED, "a\nb c")));

        assertThat(file().losses().values())
                .containsExactly(
                        new DepartureFile.Loss(3, Instant.ofEpochMilli(1_000), Cause.CLOSED, ""),
                        new DepartureFile.Loss(2, Instant.ofEpochMilli(2_000), Cause.FAILED, "a\\u000ab c"));
    }

    @Test
    void theLeaversAreReadToo() {
        file().append(
                        1,
                        List.of(
                                departure(3, Cause.CLOSED, ""),
                                departure(1, Cause.LEFT, ""),
                                departure(2, Cause.EXPIRED, "")));

        assertThat(file().leavers()).containsExactlyInAnyOrder(1, 2);
    }

    /** Counts a lost rank as lost, although its successor leaves in order. */
    @Test
    void theFirstLossOfARankCounts() {
        file().append(1, List.of(departure(1, Cause.SILENT, "first")));
        file().append(2, List.of(departure(1, Cause.CLOSED, "second"), departure(1, Cause.LEFT, "")));

        assertThat(file().losses()).hasSize(1);
        assertThat(file().losses().get(1).detail()).isEqualTo("first");
    }

    @Test
    void aLineThatIsTornOrUnknownIsIgnored() throws Exception {
        Files.writeString(folder.resolve("departures"), "\n1 2\nx 1 CLOSED \n1 y CLOSED \n1 1 NEW \n5 1 RESET it");

        assertThat(file().losses().values())
                .containsExactly(new DepartureFile.Loss(1, Instant.ofEpochMilli(5), Cause.RESET, "it"));
    }

    @Test
    void noFileHoldsNoLoss() {
        assertThat(file().losses()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenStopsNobody() {
        DepartureFile none = new DepartureFile(folder.resolve("none").resolve("file"));

        none.append(1, List.of(departure(1, Cause.CLOSED, "")));

        assertThat(none.losses()).isEmpty();
    }

    @Test
    void aLinkAtTheNameOfTheFileIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve("departures"), victim);

        file().append(1, List.of(departure(1, Cause.CLOSED, "")));

        assertThat(victim).hasContent("mine");
    }
}
