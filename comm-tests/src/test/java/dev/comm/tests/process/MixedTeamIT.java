package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.tests.python.PythonProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes in Java and in Python in one run. A node of each kind is killed, and every survivor gets the same verdict. */
@Timeout(300)
class MixedTeamIT {
    private static final List<Integer> JAVA = List.of(0, 1, 4);
    private static final List<Integer> PYTHON = List.of(2, 3);
    private static final int TASKS = 2_000;

    @Test
    void aProgramOnRanksInBothLanguagesOutlivesTheDeathOfOneOfEach() {
        try (ForkedTeam team = ForkedTeam.of(5)) {
            List<String> python = PythonProgram.command("comm_node.py", List.of("obey"));
            JAVA.forEach(team::launch);
            PYTHON.forEach(rank -> team.launch(rank, python));
            team.awaitJoined();
            for (String command : List.of(
                    "barrier", "gather", "all-reduce", "fold", "all-to-all", "distribute 300000", "dup", "gather")) {
                assertSame(team, List.of(0, 1, 2, 3, 4), command);
            }
            assertThat(play(team, List.of(0, 1, 2, 3, 4), "scatter").values()).allMatch(said -> said.endsWith("right"));
            assertThat(play(team, List.of(0, 1, 2, 3, 4), "collect-each 1000").get(0))
                    .contains("values=");
            message(team, 2, 4);
            message(team, 1, 3);

            assertThat(assertSame(team, List.of(0, 1, 2, 3, 4), "all-to-all")).endsWith("right [0, 1, 2, 3, 4]");
            lose(team, 3, "all-to-all", List.of(0, 1, 2, 4));
            lose(team, 4, "gather", List.of(0, 1, 2));
            assertThat(assertSame(team, List.of(0, 1, 2), "all-to-all")).endsWith("right [0, 1, 2]");
            assertThat(assertSame(team, List.of(0, 1, 2), "all-reduce")).contains("departed={} value=7");
            assertThat(assertSame(team, List.of(0, 1, 2), "fold")).endsWith("value=[0.0, 4.5]");

            List.of(0, 1, 2).forEach(rank -> team.at(rank).tell("exit"));
            List.of(1, 2).forEach(rank -> assertThat(team.at(rank).awaitExit()).isZero());
        }
    }

    @Test
    void tasksAreAllDoneAlthoughANodeOfEachLanguageIsKilled() {
        try (ForkedCrew crew = ForkedCrew.of(2)) {
            String master = "127.0.0.1:" + crew.master().address().getPort();
            List<String> python = PythonProgram.command("comm_node.py", List.of("--master", master, "serve"));
            try (ForkedMember victim = ForkedMember.start("a Python node", Map.of(), python);
                    ForkedMember other = ForkedMember.start("another Python node", Map.of(), python)) {
                crew.master().awaitComputeNodes(4, Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS));
                assertThat(squares(crew, victim)).isEqualTo(expected());
                crew.awaitGone(1);
                crew.awaitGone(Integer.parseInt(victim.await("rank").split(" ")[0]));
                assertThat(crew.master().registry().entries()).hasSize(2);
                crew.master().shutdownComputeNodes(Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS));
                assertThat(other.awaitExit()).isZero();
            }
        }
    }

    private static Map<Integer, Long> squares(ForkedCrew crew, ForkedMember victim) {
        Map<Integer, Long> squares = new TreeMap<>();
        List<Integer> inputs = IntStream.range(0, TASKS).boxed().toList();
        try (TaskRun<Long> run = crew.master().submit(TaskBatch.of("square", inputs, Long.class))) {
            for (TaskOutcome<Long> outcome : run) {
                squares.put(outcome.index(), outcome.value());
                if (squares.size() == TASKS / 10) {
                    victim.signal("KILL");
                } else if (squares.size() == TASKS / 5) {
                    crew.at(1).signal("KILL");
                }
            }
        }
        return squares;
    }

    private static Map<Integer, Long> expected() {
        Map<Integer, Long> squares = new TreeMap<>();
        IntStream.range(0, TASKS).forEach(value -> squares.put(value, (long) value * value));
        return squares;
    }

    /** Kills a rank while the others wait for it. */
    private static void lose(ForkedTeam team, int rank, String command, List<Integer> survivors) {
        survivors.forEach(each -> team.at(each).tell(command));
        survivors.forEach(each -> team.at(each).await("BEGIN " + command));
        team.at(rank).signal("KILL");
        String verdict = equalAnswers(team, survivors, command);
        assertThat(verdict)
                .contains("survivors=" + survivors)
                .containsPattern("departed=\\{" + rank + "=(CLOSED|RESET)}");
    }

    private static void message(ForkedTeam team, int from, int to) {
        team.at(from).tell("send " + to + " hello");
        team.at(to).tell("receive " + from + " 60000");
        assertThat(team.at(from).await("DONE send")).isEqualTo("sent");
        assertThat(team.at(to).await("DONE receive")).isEqualTo("value=hello");
    }

    private static String assertSame(ForkedTeam team, List<Integer> ranks, String command) {
        ranks.forEach(rank -> team.at(rank).tell(command));
        return equalAnswers(team, ranks, command.split(" ")[0]);
    }

    private static String equalAnswers(ForkedTeam team, List<Integer> ranks, String word) {
        String first = team.at(ranks.get(0)).await("DONE " + word);
        ranks.stream()
                .skip(1)
                .forEach(rank -> assertThat(team.at(rank).await("DONE " + word))
                        .as("rank " + rank)
                        .isEqualTo(first));
        return first;
    }

    private static Map<Integer, String> play(ForkedTeam team, List<Integer> ranks, String command) {
        ranks.forEach(rank -> team.at(rank).tell(command));
        Map<Integer, String> answers = new TreeMap<>();
        ranks.forEach(rank -> answers.put(rank, team.at(rank).await("DONE " + command.split(" ")[0])));
        return answers;
    }
}
