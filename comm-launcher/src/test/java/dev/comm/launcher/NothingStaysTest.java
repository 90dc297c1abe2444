package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * E3: no process of a run lives longer than the grace and two seconds after the end of rank 0, in spite of all ranks.
 *
 * <p>{@code -Dcomm.run.rounds=100} runs more rounds, {@code -Dcomm.run.seed=7} one of them.
 */
@Isolated
@EnabledOnOs(value = OS.LINUX, disabledReason = "orphans are found in /proc")
class NothingStaysTest {
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The time that a busy machine may need in addition to the two seconds of E3. */
    private static final Duration SLOW_MACHINE = Duration.ofSeconds(10);

    /** The actions of a rank. SLEEP is a sleep of ten minutes that this test recognizes. */
    private static final List<String> DEEDS = List.of(
            "exit 0",
            "exit 7",
            "kill -9 $$",
            "exec SLEEP",
            "SLEEP",
            "trap '' TERM; SLEEP; SLEEP",
            "trap '' TERM; while :; do sleep 0.2; done",
            "SLEEP & exit 0",
            "SLEEP >/dev/null 2>&1 & exit 3",
            "setsid SLEEP & exit 0",
            "(trap '' TERM; setsid SLEEP) & kill -9 $$",
            "(trap '' TERM HUP INT; exec SLEEP) & SLEEP",
            "(setsid sh -c '(SLEEP >/dev/null 2>&1 &)' &); exit 0",
            "for i in 1 2 3 4 5; do (trap '' TERM; exec SLEEP) & done; SLEEP");

    private static final List<String> LAST_DEEDS_OF_RANK_ZERO =
            List.of("exit 0", "exit 1", "kill -9 $$", "SLEEP & exit 0", "(trap '' TERM; exec SLEEP) & exit 0");

    private final String mark = "600." + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000);

    @TempDir
    java.nio.file.Path folder;

    static IntStream seeds() {
        Integer one = Integer.getInteger("comm.run.seed");
        return one == null ? IntStream.range(0, Integer.getInteger("comm.run.rounds", 4)) : IntStream.of(one);
    }

    @AfterEach
    void endAll() {
        left().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> left() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(each ->
                            each.info().arguments().stream().flatMap(Stream::of).anyMatch(mark::equals))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void e3_noProcessOutlivesRankZeroByMoreThanTheGrace(int seed) throws Exception {
        Random random = new Random(seed);
        int ranks = 2 + random.nextInt(4);
        String onFailure = random.nextInt(4) == 0 ? "stop" : "continue";
        List<String> cases = new ArrayList<>();
        cases.add("0) sleep 0." + random.nextInt(9) + "; date +%s%N >" + folder.resolve("end") + "; "
                + pick(LAST_DEEDS_OF_RANK_ZERO, random) + ";;");
        for (int rank = 1; rank < ranks; rank++) {
            cases.add(rank + ") " + pick(DEEDS, random) + ";;");
        }
        String script = "case $COMM_RANK in " + String.join(" ", cases) + " esac";

        CommandLineHarness run = CommandLineHarness.run(
                "run", "-n", "" + ranks, "--grace", "1s", "--on-failure", onFailure, "--", "sh", "-c", script);

        assertThat(left())
                .as("alive after %s; it printed %s", script, run.err())
                .isEmpty();
        if (java.nio.file.Files.exists(folder.resolve("end"))) {
            long end = Long.parseLong(
                    java.nio.file.Files.readString(folder.resolve("end")).strip());
            Duration lived = Duration.between(Instant.EPOCH, Instant.now()).minusNanos(end);
            System.out.printf("seed %d: %d ms after rank 0 in %s%n", seed, lived.toMillis(), script);
            assertThat(lived).as(script).isLessThan(GRACE.plusSeconds(2).plus(SLOW_MACHINE));
        }
    }

    private String pick(List<String> deeds, Random random) {
        return deeds.get(random.nextInt(deeds.size())).replace("SLEEP", "sleep " + mark);
    }
}
