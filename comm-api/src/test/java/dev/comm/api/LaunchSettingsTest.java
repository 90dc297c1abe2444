package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import dev.comm.api.settings.Surroundings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A scheduler gives a place if no other source does. */
class LaunchSettingsTest {
    private static final String RUN = "00000000000000010000000000000002";
    private static final InetSocketAddress CANDIDATE = InetSocketAddress.createUnresolved("n0", 20_001);

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    /** A place as SLURM_PROCID gives it. */
    private record Task(int rank, int size, int spares) implements Launch, Meeting {
        @Override
        public String source() {
            return "SLURM_PROCID";
        }

        @Override
        public String run() {
            return RUN;
        }

        @Override
        public Meeting meeting() {
            return this;
        }

        @Override
        public Optional<Duration> rest() {
            return Optional.of(Duration.ofMinutes(3));
        }

        @Override
        public String place() {
            return "/shared/7.0";
        }

        @Override
        public List<InetSocketAddress> listen() {
            throw new AssertionError("building settings looks at no network");
        }

        @Override
        public void publish(InetSocketAddress bound) {
            throw new AssertionError("building settings writes nothing");
        }

        @Override
        public Optional<byte[]> secret() {
            throw new AssertionError("building settings makes no secret");
        }

        @Override
        public List<InetSocketAddress> candidates() {
            return List.of(CANDIDATE);
        }

        @Override
        public List<InetSocketAddress> look() {
            throw new AssertionError("building settings looks at no folder");
        }

        @Override
        public void close() {}
    }

    private CommConfig.Builder under(Launch launch) {
        return under((layer, loader, spares) -> Optional.of(launch));
    }

    private CommConfig.Builder under(Surroundings.Scheduler scheduler) {
        return new CommConfig.Builder(new Surroundings(properties::get, environment::get, scheduler));
    }

    @Test
    void theSchedulerGivesTheWholePlace() {
        CommConfig config = under(new Task(2, 4, 0)).build();

        assertThat(config.rank()).isEqualTo(2);
        assertThat(config.size()).isEqualTo(4);
        assertThat(config.runId()).isEqualTo(RunId.parse(RUN));
        assertThat(config.masters()).containsExactly(CANDIDATE);
        assertThat(config.isPlaced()).isTrue();
        assertThat(config.elastic()).isFalse();
        assertThat(config.timing().startup()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.meeting()).isPresent();
        assertThat(config).hasToString(config.toString()).asString().contains("rank = 2 (from SLURM_PROCID)");
    }

    @Test
    void aRankOfAnotherSourceTakesThePlaceWhole() {
        environment.put("COMM_RANK", "1");

        CommConfig config = under(new Task(2, 4, 1)).build();

        assertThat(config.rank()).isEqualTo(1);
        assertThat(config.size()).isZero();
        assertThat(config.runId()).isEqualTo(RunId.ANY);
        assertThat(config.elastic()).isFalse();
        assertThat(config.timing().startup()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.meeting()).isEmpty();
        assertThat(config.launch()).as("it still knows the time that is left").isPresent();
    }

    @Test
    void aMasterOrARendezvousIsAPlaceToo() {
        environment.put("COMM_MASTER", "10.0.0.1:9021");
        assertThat(under(new Task(2, 4, 0)).build().rank()).isEqualTo(-1);

        environment.clear();
        properties.put("comm.rendezvous", System.getProperty("java.io.tmpdir") + "/r");
        assertThat(under(new Task(2, 4, 0)).build().rank()).isEqualTo(-1);

        properties.clear();
        assertThat(under(new Task(2, 4, 0)).rank(3).build().rank()).isEqualTo(3);
    }

    /** A size or a secret alone is no place: the user completes the scheduler's. */
    @Test
    void singleSettingsTakePrecedence() {
        environment.put("COMM_SIZE", "8");
        environment.put("COMM_BIND", "127.0.0.1:0");
        environment.put("COMM_STARTUP_TIMEOUT", "7s");

        CommConfig config = under(new Task(2, 4, 0)).build();

        assertThat(config.rank()).isEqualTo(2);
        assertThat(config.size()).isEqualTo(8);
        assertThat(config.isBindSet()).isTrue();
        assertThat(config.timing().startup()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aLongerStartOfTheProfileStays() {
        environment.put("COMM_PROFILE", "wan");

        assertThat(under(new Task(2, 4, 0)).build().timing().startup()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void errorsNameTheSource() {
        environment.put("COMM_SIZE", "2");

        assertThatThrownBy(() -> under(new Task(2, 4, 0)).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rank = 2 (from SLURM_PROCID): with size 2 the ranks are 0 to 1");
    }

    @Test
    void whatAProviderRefusesIsAProblemUnlessAnotherSourceGivesThePlace() {
        Surroundings.Scheduler refusing = (layer, loader, spares) -> {
            throw new IllegalArgumentException("lower COMM_SPARES");
        };
        assertThatThrownBy(() -> under(refusing).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lower COMM_SPARES");
        assertThat(under(refusing).rank(1).build().rank()).isEqualTo(1);
    }

    @Test
    void a1_sparesMakeARunElastic() {
        CommConfig config = under(new Task(-1, 4, 1)).build();
        assertThat(config.spares()).isEqualTo(1);
        assertThat(config.isSpare()).isTrue();
        assertThat(config.isMaster()).isFalse();
        assertThat(config.elastic()).isTrue();
        assertThat(under(new Task(-1, 4, 1)).elastic(false).build().elastic()).isFalse();
        assertThat(CommConfig.builder().spares(1).build().elastic()).isTrue();
    }

    @Test
    void a1_onlyAProcessWithoutARankIsASpare() {
        assertThat(under(new Task(3, 4, 1)).build().isSpare()).isFalse();
        assertThat(under(new Task(0, 4, 1)).build().isSpare()).isFalse();
        assertThat(CommConfig.builder().build().isSpare()).isFalse();
    }

    /** The scheduler takes the spares from its tasks, wherever their number stands. */
    @Test
    void a1_theSchedulerKnowsTheSparesOfCodeAndProperties() {
        Surroundings.Scheduler ofFive = (layer, loader, spares) -> {
            int number = Integer.parseInt(spares == null ? "0" : spares);
            return Optional.of(new Task(-1, 5 - number, number));
        };
        assertThat(under(ofFive).spares(1).build().size()).isEqualTo(4);
        properties.put("comm.spares", "2");
        assertThat(under(ofFive).build().size()).isEqualTo(3);
        assertThat(under(ofFive).spares(1).build().size()).isEqualTo(4);
    }

    @Test
    void aJoinAddsOnlyWhatIsMissing() {
        Secret found = Secret.of("6f1c2b7d9e8a4f035b6c7d8e9fa0b1c2".getBytes(StandardCharsets.UTF_8));
        CommConfig config = under(new Task(2, 4, 0)).build();

        CommConfig joined = config.joining(found, Duration.ofMinutes(3));

        assertThat(joined.secrets()).containsExactly(found);
        assertThat(joined.isAuthenticated()).isTrue();
        assertThat(joined.liveTime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(joined.rank()).isEqualTo(2);
        environment.put("COMM_LIVE_TIME", "1m");
        assertThat(under(new Task(2, 4, 0))
                        .build()
                        .joining(null, Duration.ofHours(1))
                        .liveTime())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(config.secrets()).isEmpty();
    }

    @Test
    void settingsOfCodeAloneKnowNoScheduler() {
        assertThat(CommConfig.builder().build().launch()).isEmpty();
    }
}
