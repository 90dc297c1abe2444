package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import dev.comm.api.launch.Meeting;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;

/** How a member joins when a scheduler gives its place. */
public class MeetingConnectTest {
    private static final InetSocketAddress ONE = InetSocketAddress.createUnresolved("10.77.0.10", 20_001);
    private static final InetSocketAddress OTHER = InetSocketAddress.createUnresolved("10.88.0.10", 20_001);
    private static final InetSocketAddress CANDIDATE = InetSocketAddress.createUnresolved("n0", 20_007);

    /** The answer of {@link Scheduler} while a test of this class runs. */
    public static volatile Launch given;

    private final Place place = new Place();

    @TempDir
    Path folder;

    private final Transport transport = mock();

    /** Gives the place of the running test. */
    public static final class Scheduler implements LaunchProvider {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Optional<Launch> find(Map<String, String> environment) {
            return Optional.ofNullable(given);
        }
    }

    /** Finds the scheduler as in a jar on a class path: a service file names no class of this module. */
    private static final class ClassPath extends URLClassLoader {
        ClassPath(Path folder) throws MalformedURLException {
            super(new URL[] {folder.toUri().toURL()}, MeetingConnectTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Scheduler.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final class Place implements Launch, Meeting {
        private volatile List<InetSocketAddress> published = List.of();
        private volatile byte[] secret;
        private volatile int asked;
        private volatile int rank = 1;

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public String source() {
            return "TEST_RANK";
        }

        @Override
        public String run() {
            return "00000000000000010000000000000002";
        }

        @Override
        public Meeting meeting() {
            return this;
        }

        @Override
        public Optional<Duration> rest() {
            return Optional.of(Duration.ofHours(2));
        }

        @Override
        public String place() {
            return "/shared/7.0";
        }

        @Override
        public List<InetSocketAddress> listen() {
            return List.of(ONE);
        }

        @Override
        public void publish(InetSocketAddress bound) {
            published = List.of(bound);
        }

        /** The secret is there at the third question, as if rank 0 starts late. */
        @Override
        public Optional<byte[]> secret() {
            asked++;
            return asked < 3 ? Optional.empty() : Optional.ofNullable(secret);
        }

        @Override
        public List<InetSocketAddress> candidates() {
            return List.of(CANDIDATE);
        }

        @Override
        public List<InetSocketAddress> look() {
            return published;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void giveAPlace() {
        given = place;
    }

    @AfterEach
    void takeItAway() {
        given = null;
    }

    private CommConfig.Builder config() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(LaunchProvider.class.getName()), Scheduler.class.getName());
        return CommConfig.fromEnvironment().loader(new ClassPath(folder));
    }

    /** A node of a second network reaches only the second address. */
    @Test
    @Timeout(60)
    void everyPublishedAddressIsTried() throws IOException {
        DriverCore core = core(config().build());
        core.submit(new Attempt());
        place.published = List.of(ONE, OTHER);
        for (int i = 0; i < 4; i++) {
            core.submit(new Attempt());
        }

        assertThat(connects().subList(0, 1)).containsExactly(CANDIDATE);
        assertThat(connects().subList(1, 5)).containsExactly(OTHER, ONE, OTHER, ONE);
    }

    @Test
    @Timeout(60)
    void aJoinWaitsForTheSecretAndTakesTheTimeThatIsLeft() throws IOException {
        place.secret = "6f1c2b7d9e8a4f035b6c7d8e9fa0b1c2".getBytes(StandardCharsets.US_ASCII);

        CommConfig joined = LaunchJoin.of(config().build(), clock());

        assertThat(joined.secret().toBytes()).isEqualTo(place.secret);
        assertThat(joined.liveTime()).as("the master tells a node").isNull();
        assertThat(place.asked).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void onlyRank0AsksForTheTimeThatIsLeftUnlessTheUserGivesOne() throws IOException {
        place.rank = 0;
        place.secret = "6f1c2b7d9e8a4f035b6c7d8e9fa0b1c2".getBytes(StandardCharsets.US_ASCII);
        CommConfig given = config().build();
        CommConfig joined = LaunchJoin.of(given, clock());

        assertThat(joined.liveTime()).isEqualTo(Duration.ofHours(2));
        assertThat(LaunchJoin.watch(given, joined, clock())).isNotNull();
        CommConfig limited = config().liveTime(Duration.ofMinutes(1)).build();
        assertThat(LaunchJoin.of(limited, clock()).liveTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(LaunchJoin.watch(limited, limited, clock())).isNull();
    }

    @Test
    @Timeout(60)
    void aJoinWithoutASecretFromRank0EndsWithTheCure() throws IOException {
        CommConfig config = config().startupTimeout(Duration.ofSeconds(3)).build();

        assertThatThrownBy(() -> LaunchJoin.of(config, clock()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("let all tasks see one folder and name it in COMM_SHARED")
                .hasMessageContaining("/shared/7.0");
    }

    /** A clock of which each look costs a second. */
    private static Environment clock() {
        Environment environment = mock();
        long[] now = {0};
        when(environment.nanoTime()).thenAnswer(call -> now[0] += TimeUnit.SECONDS.toNanos(1));
        return environment;
    }

    private DriverCore core(CommConfig config) {
        return new DriverCore(new Connecting(), transport, config, mock(Environment.class), notice -> {});
    }

    private List<InetSocketAddress> connects() {
        ArgumentCaptor<InetSocketAddress> addresses = ArgumentCaptor.captor();
        verify(transport, atLeast(0)).connect(addresses.capture(), anyLong());
        return addresses.getAllValues();
    }

    /** Asks for a connection. */
    private static final class Attempt extends Call<Void> {}

    /** Always connects to the first address of the settings. */
    private static final class Connecting implements Machine {
        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Submitted) {
                out.connect(0, 1);
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }
}
