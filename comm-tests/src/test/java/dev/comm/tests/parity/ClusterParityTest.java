package dev.comm.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.tests.parity.ClusterScenarios.ClusterScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster over real sockets has the same survivors, causes and values as a simulated one. */
@Timeout(300)
class ClusterParityTest {
    private static final List<String> KEYS = List.of(
            "all",
            "sum",
            "survivors",
            "next",
            "values",
            "part",
            "after",
            "outcome",
            "first",
            "second",
            "results",
            "state",
            "together");
    private static final int SEEDS = 3;

    static Stream<ClusterScenario> scenarios() {
        return ClusterScenarios.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void bothEnginesDecideTheSame(ClusterScenario scenario) {
        List<String> real = play(scenario, new LoopbackCluster(scenario.nodes(), 1));
        assertThat(real).isNotEmpty();
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(play(scenario, new SimCluster(scenario.nodes(), seed)))
                    .as("seed %d", seed)
                    .isEqualTo(real);
        }
    }

    private static List<String> play(ClusterScenario scenario, Cluster cluster) {
        ClusterScenarios.patient(cluster);
        scenario.script().accept(cluster);
        return transcript(cluster.run(), cluster.size());
    }

    private static List<String> transcript(Run run, int size) {
        List<String> lines = new ArrayList<>();
        run.history().of(Occurrence.Decided.class).stream()
                .map(decided -> line(decided.decision()))
                .distinct()
                .forEach(lines::add);
        run.history().of(Occurrence.Departed.class).stream()
                .filter(departed -> departed.cause() != Cause.LEFT)
                .sorted(Comparator.comparingInt(ClusterParityTest::whenItsProgramFails))
                .map(departed -> "departed: " + departed.rank() + " " + cause(departed.cause()))
                .forEach(lines::add);
        for (int rank = 0; rank < size; rank++) {
            for (String key : KEYS) {
                List<Object> reported = run.reports(rank, key);
                if (!reported.isEmpty()) {
                    lines.add("rank " + rank + " " + key + " " + reported);
                }
            }
            lines.add("rank " + rank + " " + endings(run, rank));
        }
        return lines;
    }

    /**
     * Returns a key that sorts programs which fail by the same decision. They may depart in any order, but after all
     * that departed before the decision.
     */
    private static int whenItsProgramFails(Occurrence.Departed departed) {
        return departed.cause() == Cause.FAILED ? departed.rank() : -1;
    }

    /**
     * Returns a decision without parts that depend on time: the number of equal calls, and the order of reported
     * departures.
     */
    private static String line(Decision decision) {
        TreeSet<Integer> joined = new TreeSet<>();
        decision.joined().forEach(each -> joined.add(each.rank()));
        return decision.outcome() + " " + new TreeSet<>(decision.survivors()) + " joined by " + joined;
    }

    /**
     * Returns one name for both causes of a lost connection. The cause depends on whether the last heartbeat was read
     * before.
     */
    private static String cause(Cause cause) {
        return cause == Cause.CLOSED || cause == Cause.RESET ? "GONE" : cause.name();
    }

    private static List<String> endings(Run run, int rank) {
        return run.endings().stream()
                .filter(ending -> ending.rank() == rank)
                .map(ClusterParityTest::ending)
                .toList();
    }

    private static String ending(Ending ending) {
        return ending.kind()
                + (ending.error() == null ? "" : " " + ending.error().getClass().getSimpleName());
    }
}
