package dev.comm.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.history.BrokenHistories.Broken;
import dev.comm.testkit.history.check.HistoryChecker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds the history that breaks its promise, which shows that the check can fail. */
class BrokenHistoriesTest {
    /** The checks whose broken histories are in {@code HistoryCheckerTest}. */
    private static final List<String> ELSEWHERE = List.of(
            "B1Agreement",
            "B2Validity",
            "B3NoEarlyRelease",
            "B4NoArbitraryExclusion",
            "B5BoundedRelease",
            "B5SilentDeparture",
            "B6Termination",
            "B7NoResurrection",
            "B8MonotoneEpochs",
            "B9MatchedCalls",
            "B10Isolation",
            "B11Quorum",
            "B12OneDecision",
            "B13IdempotentArrival",
            "B14MasterPause",
            "C1Collect",
            "D1Distribute",
            "R1Reduce",
            "P1Messages",
            "T1OneResult",
            "T2NoTaskLost");

    static Stream<Broken> broken() {
        return BrokenHistories.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isFound(Broken broken) {
        Check check = HistoryChecker.checks().stream()
                .filter(each -> name(each).equals(broken.check()))
                .findFirst()
                .orElseThrow();
        assertThat(check.breaches(broken.histories().done())).as(broken.what()).isNotEmpty();
    }

    @Test
    void thereIsOneForEveryCheck() {
        Set<String> covered = new HashSet<>(BrokenHistories.covered());
        covered.addAll(ELSEWHERE);
        assertThat(HistoryChecker.checks())
                .extracting(BrokenHistoriesTest::name)
                .allMatch(covered::contains);
    }

    private static String name(Check check) {
        return check.getClass().getSimpleName();
    }

    @Test
    void whatUserCodeComplainsOfIsABreach() {
        Histories histories = Histories.team().add(new Occurrence.Complaint(1, "R1", "3 + 4 is not 8"));
        assertThat(HistoryChecker.breaches(histories.done())).containsExactly("R1: 3 + 4 is not 8");
    }
}
