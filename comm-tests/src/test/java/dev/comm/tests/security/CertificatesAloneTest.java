package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.work.NodesHere;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A man in the middle that a team without a secret cannot notice (SECURITY 8). {@link ImpostorAttacksTest} shows that a
 * team with a secret notices it.
 */
@Timeout(600)
class CertificatesAloneTest {
    @Test
    void withoutASecretAnAttackerWithBothCertificatesReadsAlong() throws Exception {
        try (NodesHere team = new NodesHere(config -> config.tls(Certificates.master()));
                Relay relay = new Relay(
                        Channel.MUTUAL,
                        CarelessTls.listen(Certificates.rsa()),
                        team.master().address())) {
            team.add(HonestTeam.ECHO, config -> config.tls(Certificates.node()).masters(List.of(relay.address())));
            assertThat(team.master().sendRequest("echo", "hello", String.class).all())
                    .hasSize(1);
            assertThat(relay.heardOfMaster()).contains("68656c6c6f");
        }
    }
}
