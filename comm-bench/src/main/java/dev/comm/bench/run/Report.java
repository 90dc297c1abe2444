package dev.comm.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a run leaves in a folder. */
record Report(Results results) {
    /** Writes tables for people, charts, and a line for each trial. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("bench.md"), text());
        Files.writeString(folder.resolve("bench.csv"), new Csv(results).toString());
        new RatioChart(results).write(folder.resolve("bench.svg"));
        Lines.byMembers(results).write(folder.resolve("growth.svg"));
        Lines.byBytes(results).write(folder.resolve("bytes.svg"));
    }

    /** Returns the tables. */
    String text() {
        return Surroundings.text() + "\n\n" + new GoalTable(results) + "\n" + new MarkdownTable(results);
    }
}
