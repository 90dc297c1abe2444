package dev.comm.tests.packaging;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of faults has a row for each fault, and names existing tests. */
class FaultsDocumentTest {
    private final TestsOfTable table = new TestsOfTable("docs/FAULTS.md", "F\\d\\d");

    @Test
    void everyFaultHasARowWithATestOrAReason() {
        table.coversEach(
                IntStream.rangeClosed(1, 59).mapToObj("F%02d"::formatted).toList(), "## What the tests cannot cover");
    }

    @Test
    void everyTestOfTheTableExists() {
        table.namesTestsThatExist();
    }
}
