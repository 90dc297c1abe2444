package dev.comm.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.history.BrokenHistories.Broken;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check that cannot fail is worth nothing: each finds the history that was broken for it. */
class BrokenHistoriesTest {
    /** Those whose broken histories stand in {@link HistoryCheckerTest}. */
    private static final List<Class<? extends Check>> ELSEWHERE = List.of(
            B1Agreement.class,
            B2Validity.class,
            B3NoEarlyRelease.class,
            B4NoArbitraryExclusion.class,
            B5BoundedRelease.class,
            B5SilentDeparture.class,
            B6Termination.class,
            B7NoResurrection.class,
            B8MonotoneEpochs.class,
            B9MatchedCalls.class,
            B10Isolation.class,
            B11Quorum.class,
            B12OneDecision.class,
            B13IdempotentArrival.class,
            B14MasterPause.class,
            C1Collect.class,
            D1Distribute.class,
            R1Reduce.class,
            P1Messages.class,
            T1OneResult.class,
            T2NoTaskLost.class);

    static Stream<Broken> broken() {
        return BrokenHistories.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isFound(Broken broken) {
        Check check = HistoryChecker.checks().stream()
                .filter(broken.check()::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(check.breaches(broken.histories().done())).as(broken.what()).isNotEmpty();
    }

    @Test
    void thereIsOneForEveryCheck() {
        Set<Class<?>> covered = new HashSet<>(BrokenHistories.covered());
        covered.addAll(ELSEWHERE);
        assertThat(HistoryChecker.checks()).extracting(Check::getClass).allMatch(covered::contains);
    }

    @Test
    void whatUserCodeComplainsOfIsABreach() {
        Histories histories = Histories.team().add(new Occurrence.Complaint(1, "R1", "3 + 4 is not 8"));
        assertThat(HistoryChecker.breaches(histories.done())).containsExactly("R1: 3 + 4 is not 8");
    }
}
