package dev.comm.tests.packaging;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of requirements has a row for each requirement, and names existing tests. */
class SecurityDocumentTest {
    private final TestsOfTable table = new TestsOfTable("docs/SECURITY.md", "SEC-\\d\\d|R\\d");

    @Test
    void everyRequirementHasARowWithATestOrAReason() {
        Stream<String> ids = IntStream.rangeClosed(1, 26).mapToObj("SEC-%02d"::formatted);
        table.coversEach(Stream.concat(ids, Stream.of("R4", "R5")).toList(), "## What has no test");
    }

    @Test
    void everyTestOfTheTableExists() {
        table.namesTestsThatExist();
    }
}
