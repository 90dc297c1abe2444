package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RunId;
import dev.comm.launcher.process.RunMark;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The variables of a rank. */
class RankEnvironmentTest {
    private final Map<String, String> environment = new HashMap<>();

    private void put() {
        RankEnvironment.put(environment, 1, RunOutcomeTest.plan(2, 0), new RunId(1, 2), new RunFolder(Path.of("/new")));
    }

    @Test
    void aRunInsideAnEncryptedRunDoesNotTakeItsCertificates() {
        environment.put(RunMark.VARIABLE, "00000000000000030000000000000004");
        environment.put("COMM_RENDEZVOUS", "/outer/master");
        environment.put("COMM_TLS_CERTIFICATE", "/outer/node.pem");
        environment.put("COMM_TLS_KEY", "/outer/node.key");
        environment.put("COMM_TLS_TRUST", "/outer/authority.pem");

        put();

        assertThat(environment).doesNotContainKeys("COMM_TLS_CERTIFICATE", "COMM_TLS_KEY", "COMM_TLS_TRUST");
        assertThat(environment)
                .containsEntry("COMM_RENDEZVOUS", "/new/master")
                .containsEntry("COMM_RANK_FILE", "/new/rank-1")
                .containsEntry(RunMark.VARIABLE, "00000000000000030000000000000004:00000000000000010000000000000002");
    }

    @Test
    void certificatesOfTheUserStay() {
        environment.put("COMM_TLS_CERTIFICATE", "/home/ada/node.pem");

        put();

        assertThat(environment).containsEntry("COMM_TLS_CERTIFICATE", "/home/ada/node.pem");
    }
}
