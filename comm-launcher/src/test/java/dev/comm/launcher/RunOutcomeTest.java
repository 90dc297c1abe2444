package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.core.role.DepartureFile.Loss;
import dev.comm.launcher.RunOutcome.Halt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule for the exit code of a run, as a table. */
class RunOutcomeTest {
    static RunPlan plan(int ranks, int lossesAllowed) {
        return new RunPlan(
                List.of("x"),
                ranks,
                0,
                Map.of(),
                OnFailure.CONTINUE,
                lossesAllowed,
                true,
                Duration.ZERO,
                null,
                null,
                false);
    }

    static List<RankEnd> ends(int... codes) {
        List<RankEnd> ends = new ArrayList<>();
        for (int code : codes) {
            ends.add(new RankEnd(ends.size(), false, 100, Instant.EPOCH, Duration.ofMillis(1250), code, false, false));
        }
        return ends;
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 0,     0, 0",
        "0 1 0,     0, 8",
        "0 1 0,     1, 0",
        "0 137 139, 1, 8",
        "0 137 139, 2, 0",
        "1 0 0,     9, 1",
        "42 0 0,    9, 1",
        "137 0 0,   9, 1",
        "3 4 4,     0, 3",
        "4 0 0,     0, 4",
        "5 0 0,     0, 5",
        "6 6 6,     0, 6",
        "7 7 7,     0, 7",
        "8 137 0,   0, 8",
        "70 0 0,    0, 70",
        "0 143 0,   0, 8",
        "143 0 0,   9, 143",
    })
    void rankZeroDecidesThenTheNumberOfLosses(String codes, int allowed, int expected) {
        int[] each = Arrays.stream(codes.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertThat(RunOutcome.of(plan(3, allowed), ends(each), Map.of(), null).code())
                .isEqualTo(expected);
    }

    @Test
    void whatStoppedTheRunDecidesFirst() {
        assertThat(RunOutcome.of(plan(3, 0), ends(0, 7, 0), Map.of(), Halt.failed(1)))
                .satisfies(outcome -> {
                    assertThat(outcome.code()).isEqualTo(7);
                    assertThat(outcome.sentence())
                            .isEqualTo("stopped because rank 1 failed: rank 1 ended with 7 after 1.3 s");
                });
        assertThat(RunOutcome.of(plan(1, 0), ends(0), Map.of(), Halt.failure("time is over"))
                        .code())
                .isOne();
    }

    @Test
    void aRankThatWasStoppedDidNotFail() {
        RankEnd stopped = new RankEnd(1, false, 100, Instant.EPOCH, Duration.ofSeconds(1), 143, true, false);

        assertThat(RunOutcome.of(plan(2, 0), List.of(ends(0).get(0), stopped), Map.of(), null)
                        .code())
                .isZero();
    }

    private static Map<Integer, Loss> lost(int rank, Cause cause, String detail) {
        return Map.of(rank, new Loss(rank, Instant.EPOCH, cause, detail));
    }

    /** Counts a rank as lost that ended without leaving, although its exit code is 0. */
    @ParameterizedTest
    @CsvSource({"0 0 0, 0, 8, 0", "0 0 0, 1, 0, 2", "0 5 0, 0, 8, 0", "0 5 0, 1, 0, 2", "0 0 137, 1, 8, 0"})
    void theLossesOfRankZeroCountWhateverTheExitCode(String codes, int allowed, int expected, int good) {
        int[] each = Arrays.stream(codes.split(" ")).mapToInt(Integer::parseInt).toArray();

        RunOutcome outcome = RunOutcome.of(plan(3, allowed), ends(each), lost(1, Cause.CLOSED, ""), null);

        assertThat(outcome.code()).isEqualTo(expected);
        assertThat(outcome.sentence())
                .startsWith(good == 0 ? "rank 0 is done, but " : "done, " + good + " of 3 ranks ");
    }

    /** Q1: counts a rank that got SIGTERM as one that left in order if rank 0 recorded that. */
    @Test
    void q1_aRankThatWasAskedToEndLeftInOrder() {
        List<RankEnd> ends = ends(0, 143, 0);
        ends.set(1, ends.get(1).afterLeave());
        RunOutcome outcome = RunOutcome.of(plan(3, 0), ends, Map.of(), null);
        assertThat(outcome.sentence()).isEqualTo("done, 3 of 3 ranks left in order");
        assertThat(outcome.code()).isZero();
        assertThat(RunOutcome.of(plan(3, 0), ends, lost(1, Cause.CLOSED, ""), null)
                        .code())
                .isEqualTo(8);
    }

    @Test
    void theSentenceSaysWhatTheExitCodeDoesNot() {
        assertThat(RunOutcome.of(plan(2, 0), ends(0, 0), lost(1, Cause.RESET, ""), null)
                        .sentence())
                .endsWith("rank 1 ended with 0 after 1.3 s but never left"
                        + " (return from its program or call close() before System.exit)");
        assertThat(RunOutcome.of(plan(2, 0), ends(0, 6), lost(1, Cause.HUNG, "no arrival"), null)
                        .sentence())
                .endsWith("rank 1 ended with 6 after 1.3 s and was lost before (HUNG, no arrival)");
    }

    /** Counts a hung rank that was stopped at the end as lost, if rank 0 lost it. */
    @Test
    void aRankThatWasStoppedIsLostIfRankZeroLostIt() {
        RankEnd stopped = new RankEnd(1, false, 100, Instant.EPOCH, Duration.ofSeconds(1), 143, true, false);

        assertThat(RunOutcome.of(
                                plan(2, 0),
                                List.of(ends(0).get(0), stopped),
                                lost(1, Cause.REMOVED, "it had not left"),
                                null)
                        .code())
                .isEqualTo(8);
    }

    @Test
    void theFirstToFailIsNamedFirst() {
        Map<Integer, Loss> second = lost(2, Cause.CLOSED, "");

        assertThat(RunOutcome.of(plan(3, 0), ends(7, 7, 137), second, null).sentence())
                .startsWith("failed: rank 2 ");
    }

    @Test
    void theSentenceNamesEachFailureButNotHundreds() {
        int[] codes = new int[40];
        Arrays.fill(codes, 1, 40, 137);

        String sentence =
                RunOutcome.of(plan(40, 0), ends(codes), Map.of(), null).sentence();

        assertThat(sentence)
                .startsWith("rank 0 is done, but 39 of 40 ranks failed and --allow-lost is 0: "
                        + "rank 1 ended with code 137 (or signal 9) after 1.3 s, rank 2 ended")
                .endsWith("rank 10 ended with code 137 (or signal 9) after 1.3 s, and 29 more");
    }

    @Test
    void aSignalIsTheExitCode() {
        Halt asked = Halt.signalled(Halt.ASKED, 2);

        assertThat(RunOutcome.of(plan(1, 0), ends(0), Map.of(), asked))
                .isEqualTo(new RunOutcome(130, "stopped because comm run was asked to end"));
        assertThat(RunOutcome.of(plan(1, 0), ends(0), Map.of(), asked.killed().killed()))
                .isEqualTo(
                        new RunOutcome(130, "stopped because comm run was asked to end twice; the ranks were killed"));
    }

    /** Fails in spite of --allow-lost, which counts other ranks only. Rank 0 reports the failure of its own program. */
    @Test
    void rankZeroThatEndsWith8IsExplained() {
        assertThat(RunOutcome.of(plan(2, 1), ends(8, 0), Map.of(), null))
                .isEqualTo(new RunOutcome(
                        8,
                        "failed: rank 0 ended with 8 after 1.3 s"
                                + " (its output says why; --allow-lost does not change the code of rank 0)"));
    }
}
