package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RunId;
import dev.comm.launcher.process.RunMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The environment variables of a rank. */
class RankEnvironmentTest {
    private final Map<String, String> environment = new HashMap<>();

    private static RunPlan plan(boolean encrypted, String... settings) {
        Map<String, String> set = new HashMap<>();
        for (String setting : settings) {
            set.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return new RunPlan(List.of("x"), 2, 0, set, OnFailure.CONTINUE, 0, true, Duration.ZERO, null, null, encrypted);
    }

    private void put(RunPlan plan, int id, String folder) {
        RankEnvironment.put(environment, 1, plan, new RunId(id, id), new RunFolder(Path.of(folder)));
    }

    private void outer(String... settings) {
        put(plan(false, settings), 1, "/outer");
    }

    private void inner(String... settings) {
        put(plan(false, settings), 2, "/inner");
    }

    @Test
    void a1_processesBeyondTheRanksAreSpares() {
        RunPlan plan = new RunPlan(
                List.of("x"), 2, 1, Map.of(), OnFailure.CONTINUE, 0, true, Duration.ZERO, null, null, false);
        RankEnvironment.put(environment, 2, plan, new RunId(1, 1), new RunFolder(Path.of("/run")));
        assertThat(environment)
                .containsEntry("COMM_RANK", "-1")
                .containsEntry("COMM_SIZE", "2")
                .containsEntry("COMM_SPARES", "1");

        RankEnvironment.put(environment, 1, plan(false), new RunId(1, 1), new RunFolder(Path.of("/run")));
        assertThat(environment).containsEntry("COMM_RANK", "1").doesNotContainKey("COMM_SPARES");
    }

    @Test
    void settingsOfAnOuterRunAreNotThoseOfARunInside() {
        outer("profile=fast", "timeout=3s", "wait.for.nodes=2h");
        assertThat(environment).containsEntry("COMM_PROFILE", "fast").containsEntry("COMM_TIMEOUT", "3s");

        inner("timeout=5s");

        assertThat(environment)
                .doesNotContainKey("COMM_PROFILE")
                .containsEntry("COMM_TIMEOUT", "5s")
                .containsEntry("COMM_WAIT_FOR_NODES", "1m")
                .containsEntry("COMM_BIND", "127.0.0.1:0");
    }

    @Test
    void theUsersOwnVariablesComeBack() {
        environment.put("COMM_PROFILE", "wan");
        environment.put("COMM_TIMEOUT", "9s");
        environment.put("COMM_WAIT_FOR_NODES", "7m");
        outer("profile=fast");
        assertThat(environment).containsEntry("COMM_PROFILE", "fast").containsEntry("COMM_WAIT_FOR_NODES", "7m");

        inner();

        assertThat(environment)
                .containsEntry("COMM_PROFILE", "wan")
                .containsEntry("COMM_TIMEOUT", "9s")
                .containsEntry("COMM_WAIT_FOR_NODES", "7m");
    }

    /** Nests three runs, each with settings of its own. */
    @Test
    void theUsersOwnVariablesComeBackThroughSeveralRuns() {
        environment.put("COMM_PROFILE", "wan");
        outer("profile=fast");
        inner("profile=lan", "slots=2");
        put(plan(false), 3, "/third");

        assertThat(environment).containsEntry("COMM_PROFILE", "wan").doesNotContainKey("COMM_SLOTS");
    }

    @Test
    void whatTheProgramOfARankSetsIsForTheRunInside() {
        outer("profile=fast", "slots=2");
        environment.put("COMM_PROFILE", "wan");
        environment.remove("COMM_SLOTS");

        inner();

        assertThat(environment).containsEntry("COMM_PROFILE", "wan").doesNotContainKey("COMM_SLOTS");
    }

    @Test
    void aRunInsideAnEncryptedRunDoesNotTakeItsCertificates() {
        environment.put("COMM_TLS_PIN", "the user's");
        put(plan(true), 1, "/outer");
        assertThat(environment)
                .containsKeys("COMM_TLS_CERTIFICATE", "COMM_TLS_KEY", "COMM_TLS_TRUST")
                .doesNotContainKey("COMM_TLS_PIN");

        inner();

        assertThat(environment)
                .doesNotContainKeys("COMM_TLS_CERTIFICATE", "COMM_TLS_KEY", "COMM_TLS_TRUST")
                .containsEntry("COMM_TLS_PIN", "the user's")
                .containsEntry("COMM_RENDEZVOUS", "/inner/master")
                .containsEntry("COMM_RANK_FILE", "/inner/rank-1")
                .containsEntry(RunMark.VARIABLE, "00000000000000010000000000000001:00000000000000020000000000000002");
    }

    @Test
    void certificatesOfTheUserStay() {
        environment.put("COMM_TLS_CERTIFICATE", "/home/ada/node.pem");

        inner();

        assertThat(environment).containsEntry("COMM_TLS_CERTIFICATE", "/home/ada/node.pem");
    }
}
