package dev.comm.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.history.Occurrence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L1, SEC-20, SEC-23: a running job of eight nodes is not disturbed by hosts that try every attack of a stranger. */
class FloodTest {
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));
    private static final Duration SLOWER = Duration.ofMillis(5);
    private static final int ROUNDS = 150;
    private static final int HOSTS = 3;
    private static final int CONNECTIONS = 700;
    private static final long GAP_NANOS = 2_000_000;

    /** The run of a job with its slowest round, and the hosts that attacked it. */
    private record Played(Run run, Duration slowest, List<HostileHost> hosts) {}

    private static Played play(long seed, int hosts) {
        SimCluster cluster = new SimCluster(8, seed);
        List<Duration> rounds = new ArrayList<>();
        List<HostileHost> attackers = new ArrayList<>();
        cluster.configure(config -> config.secret(SECRET));
        for (int i = 0; i < hosts; i++) {
            cluster.at(
                    Duration.ofMillis(i),
                    () -> attackers.add(
                            HostileHost.attack(cluster.outsider(), SimCluster.ADDRESS, GAP_NANOS, CONNECTIONS)));
        }
        cluster.program(comm -> {
            comm.barrier();
            for (int round = 0; round < ROUNDS; round++) {
                Duration begin = cluster.now();
                comm.barrier();
                if (comm.rank() == 0) {
                    rounds.add(cluster.now().minus(begin));
                }
                SimCluster.pause(Duration.ofMillis(10));
            }
            // The pause lasts until the last handshake of a stranger has timed out.
            SimCluster.pause(Duration.ofSeconds(3));
            comm.barrier();
        });
        Run run = cluster.run();
        return new Played(run, rounds.stream().max(Duration::compareTo).orElseThrow(), attackers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void l1_theJobNoticesNothingAndNothingIsLeft(long seed) {
        Played quiet = play(seed, 0);
        Played flooded = play(seed, HOSTS);
        assertThat(flooded.run().endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(flooded.run().history().of(Occurrence.Registered.class)).hasSize(8);
        assertThat(flooded.slowest()).isLessThan(quiet.slowest().plus(SLOWER));
        for (HostileHost host : flooded.hosts()) {
            assertThat(host.begun()).isEqualTo(CONNECTIONS);
            assertThat(host.mostOpen())
                    .as("the places of an address, and the connections that are being closed")
                    .isBetween(50, 200);
            assertThat(host.open()).isZero();
            assertThat(host.answers()).isBetween(1, 25);
        }
    }
}
