package dev.comm.testkit.history;

import static dev.comm.testkit.history.Histories.life;
import static dev.comm.testkit.history.Histories.team;

import dev.comm.api.Cause;
import dev.comm.testkit.history.BrokenHistories.Broken;
import java.util.stream.Stream;

/** Broken histories about the ends of batches and about handlers that hang. */
final class BrokenBatches {
    private BrokenBatches() {}

    static Stream<Broken> all() {
        return Stream.concat(batches(), slots());
    }

    private static Stream<Broken> batches() {
        return Stream.of(
                new Broken(
                        "W2BatchEnds",
                        "a task without an end",
                        team().submits("b", 2).ends("b", 0)),
                new Broken(
                        "W2BatchEnds",
                        "a task with two ends",
                        team().submits("b", 1).ends("b", 0).after(1).ends("b", 0)),
                new Broken(
                        "W2BatchEnds",
                        "an end of no task",
                        team().submits("b", 1).ends("b", 0).ends("b", 1)),
                new Broken(
                        "W2BatchEnds",
                        "a task that ends too late",
                        team().submits("b", 1).add(due(1_000)).after(1_001).ends("b", 0)));
    }

    private static Occurrence due(long millis) {
        return new Occurrence.BatchDue(0, "b", 1, millis * 1_000_000);
    }

    private static Stream<Broken> slots() {
        return Stream.of(
                new Broken(
                        "W2SlotFreed",
                        "a handler that nobody interrupts",
                        team().handles(1, 7, 1_000).after(1_400).sees(0, 1, 1)),
                new Broken(
                        "W2SlotFreed",
                        "a handler that keeps its slot",
                        team().handles(1, 7, 1_000)
                                .after(1_000)
                                .interrupts(1, 7)
                                .after(3_000)
                                .sees(0, 1, 1)),
                new Broken(
                        "W2SlotFreed",
                        "one thread for the slots of two handlers",
                        team().handles(1, 7, 1_000)
                                .handles(1, 8, 1_000)
                                .after(1_000)
                                .interrupts(1, 7)
                                .interrupts(1, 8)
                                .after(2_000)
                                .add(new Occurrence.ThreadStarted(3_000_000_000L, 1, "worker"))
                                .after(1_000)
                                .sees(0, 1, 1)),
                new Broken(
                        "B4TrueCauses",
                        "a node that leaves as hung without a handler",
                        team().add(new Occurrence.Leaving(0, life(1))).departs(1, Cause.HUNG)),
                new Broken(
                        "B4TrueCauses",
                        "a node that leaves as hung before the grace period is over",
                        team().handles(1, 7, 1_000)
                                .after(1_000)
                                .interrupts(1, 7)
                                .after(1_000)
                                .add(new Occurrence.Leaving(2_000_000_000L, life(1)))
                                .departs(1, Cause.HUNG)));
    }
}
