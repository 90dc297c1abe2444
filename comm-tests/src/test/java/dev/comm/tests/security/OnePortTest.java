package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.api.Secret;
import dev.comm.api.work.Handlers;
import dev.comm.master.MasterNode;
import dev.comm.testkit.contract.Certificates;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.tests.work.NodesHere;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-15, SEC-18: a master listens where it was told and nowhere else, and a node nowhere. */
@Timeout(120)
class OnePortTest {
    private static final Handlers ECHO = Handlers.of("echo", String.class, String.class, text -> text);
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));

    private List<String> before;

    @BeforeEach
    void look() {
        assumeTrue(ListeningSockets.areKnown(), "this system does not tell its sockets");
        before = ListeningSockets.here();
    }

    private List<String> added() {
        List<String> now = new ArrayList<>(ListeningSockets.here());
        before.forEach(now::remove);
        return now;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "[::1]:0", "0.0.0.0:0", "[::]:0"})
    void sec18_aMasterListensWhereItWasToldAndANodeNowhere(String bind) {
        try (NodesHere team = new NodesHere(config -> config.bind(bind).secret(SECRET))) {
            MasterNode master = team.master();
            String host = bind.substring(0, bind.lastIndexOf(':'));
            String asked = ListeningSockets.tcp(new InetSocketAddress(
                    host.replaceAll("[\\[\\]]", ""), master.address().getPort()));
            assertThat(added()).containsExactly(asked);
            team.add(
                    ECHO,
                    config -> config.master(near(host) + ":" + master.address().getPort())
                            .secret(SECRET));
            assertThat(master.sendRequest("echo", "hello", String.class).all()).hasSize(1);
            assertThat(added()).containsExactly(asked);
        }
        assertThat(added()).isEmpty();
    }

    private static String near(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "[::]" -> "[::1]";
            default -> host;
        };
    }

    @Test
    void sec18_encryptionOpensNoOtherPort() {
        try (NodesHere team = new NodesHere(config -> config.tls(Certificates.master()))) {
            team.add(ECHO, config -> config.tls(Certificates.node()));
            assertThat(team.master().sendRequest("echo", "hello", String.class).all())
                    .hasSize(1);
            assertThat(added())
                    .containsExactly(ListeningSockets.tcp(team.master().address()));
        }
    }

    /** A team for a test is no open door of the machine it is tested on. */
    @Test
    void sec18_aClusterOfTheTestKitStaysOnTheLoopback() {
        List<String> seen = new CopyOnWriteArrayList<>();
        new LoopbackCluster(2, 1)
                .program(comm -> {
                    comm.barrier();
                    seen.addAll(added());
                    comm.barrier();
                })
                .run();
        assertThat(seen).isNotEmpty().allMatch(each -> each.startsWith("tcp 127.0.0.1 "));
        assertThat(added()).isEmpty();
    }
}
