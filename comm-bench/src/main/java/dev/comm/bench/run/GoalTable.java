package dev.comm.bench.run;

import java.util.stream.Collectors;

/** The table with the goals of Comm's design and the measurements of this run. */
record GoalTable(Results results) {
    @Override
    public String toString() {
        return "| what | goal | measured (smallest to largest of the rounds) | met |\n|---|---|---|---|\n"
                + Goal.ALL.stream().map(each -> each.row(results)).collect(Collectors.joining())
                + starts();
    }

    /** Returns the number of complete starts. A start with a missing node has no time, and its trial fails. */
    private String starts() {
        return results.of(Plan.START_256, Contender.COMM)
                .map(series -> {
                    int count = series.rounds().values().iterator().next().count();
                    return "| 256 connections opened in the same instant | all in, 20 of 20 | " + count + " of "
                            + Plan.START_256.count() + ", in " + Figures.of(series) + " | "
                            + (count == Plan.START_256.count() ? "yes" : "**no**") + " |\n";
                })
                .orElse("| 256 connections opened in the same instant | all in, 20 of 20 | | not measured |\n");
    }
}
