package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.settings.Parsers;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources of the settings, and the order in which they count. */
class CommConfigSourcesTest {
    private static final String TEMP = System.getProperty("java.io.tmpdir");

    record Row(String setting, String text, Object expected, Function<CommConfig, Object> accessor) {
        @Override
        public String toString() {
            return setting;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("rank", "3", 3, CommConfig::rank),
                new Row("size", "5", 5, CommConfig::size),
                new Row("master", "127.0.0.2:81", List.of(new InetSocketAddress("127.0.0.2", 81)), CommConfig::masters),
                new Row("bind", "127.0.0.3:0", new InetSocketAddress("127.0.0.3", 0), CommConfig::bind),
                new Row("rendezvous", TEMP + "/r", Path.of(TEMP, "r"), CommConfig::rendezvous),
                new Row(
                        "departures",
                        TEMP + "/d",
                        Path.of(TEMP, "d"),
                        config -> config.launchFiles().departures()),
                new Row(
                        "rank.file",
                        TEMP + "/f",
                        Path.of(TEMP, "f"),
                        config -> config.launchFiles().rank()),
                new Row("run.id", "00000000000000010000000000000002", new RunId(1, 2), CommConfig::runId),
                new Row("profile", "fast", Profile.FAST.timing(), CommConfig::timing),
                new Row("startup", "allow-missing", StartPolicy.ALLOW_MISSING, CommConfig::startup),
                new Row("on.deadline", "EXCLUDE", DeadlinePolicy.EXCLUDE, CommConfig::onDeadline),
                new Row("on.duplicate", "replace", DuplicatePolicy.REPLACE, CommConfig::onDuplicate),
                new Row("min.survivors", "2", 2, CommConfig::minSurvivors),
                new Row("elastic", "true", true, CommConfig::elastic),
                new Row("spares", "2", 2, CommConfig::spares),
                new Row("end.orphan", "false", false, CommConfig::endOrphan),
                new Row("drain.on.signal", "false", false, CommConfig::drainOnSignal),
                new Row("serializer", "kryo", "kryo", CommConfig::serializer),
                new Row("transport", "pipe-2", "pipe-2", CommConfig::transport),
                new Row("unsafe.anonymous", "TRUE", true, CommConfig::unsafeAnonymous),
                new Row("live.time", "2h", Duration.ofHours(2), CommConfig::liveTime),
                new Row("slots", "8", 8, CommConfig::slots),
                new Row("credit", "1", 1, CommConfig::credit),
                new Row("wait.for.nodes", "90s", Duration.ofSeconds(90), CommConfig::waitForNodes),
                new Row(
                        "labels",
                        "gpu, big ,a\\,b,c\\d\\\\,",
                        List.of("gpu", "big", "a,b", "c\\d\\"),
                        CommConfig::labels),
                new Row("spool", "/", Path.of("/"), CommConfig::spool),
                new Row("yield.time", "20us", Duration.ofNanos(20_000), CommConfig::yieldTime),
                time("heartbeat", Timing::heartbeat),
                time("suspect.timeout", Timing::suspect),
                time("dead.timeout", Timing::dead, "80s"),
                time("aggregation", Timing::aggregation),
                time("handshake.timeout", Timing::handshake),
                time("retry.min", Timing::retryMin),
                time("retry.max", Timing::retryMax, "61s"),
                time("startup.timeout", Timing::startup),
                time("timeout", Timing::collective),
                time("drain.margin", Timing::drainMargin),
                time("master.lease", Timing::masterLease),
                time("term.grace", Timing::termGrace),
                time("waiting.warn", Timing::waitingWarn));
    }

    private static Row time(String setting, Function<Timing, Duration> part) {
        return time(setting, part, setting.equals("suspect.timeout") ? "2s" : "900ms");
    }

    private static Row time(String setting, Function<Timing, Duration> part, String text) {
        return new Row(setting, text, Parsers.duration(text), config -> part.apply(config.timing()));
    }

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private CommConfig.Builder surroundings() {
        return new CommConfig.Builder(NoScheduler.with(properties::get, environment::get));
    }

    @Test
    void onlyRank0IsTheMaster() {
        assertThat(CommConfig.builder().rank(0).build().isMaster()).isTrue();
        assertThat(CommConfig.builder().rank(1).build().isMaster()).isFalse();
        assertThat(CommConfig.builder().build().isMaster()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPropertySetsIt(Row row) {
        properties.put("comm." + row.setting(), row.text());

        assertThat(row.accessor().apply(surroundings().build())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aVariableSetsIt(Row row) {
        environment.put(variable(row), " " + row.text() + " ");

        assertThat(row.accessor().apply(surroundings().build())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPropertyGoesBeforeAVariable(Row row) {
        properties.put("comm." + row.setting(), row.text());
        environment.put(variable(row), "not looked at");

        assertThat(row.accessor().apply(surroundings().build())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void blankTextIsNotSet(Row row) {
        properties.put("comm." + row.setting(), "");
        environment.put(variable(row), " ");
        Object byDefault = row.accessor().apply(CommConfig.builder().build());

        assertThat(row.accessor().apply(surroundings().build())).isEqualTo(byDefault);
    }

    private static String variable(Row row) {
        return Source.variable(row.setting());
    }

    /** Secrets and certificates have tests of their own: SecretFileTest, TlsSettingsTest. */
    @Test
    void theTableHasEverySettingThatTextCanGive() {
        List<Setting<?>> all = new ArrayList<>(Settings.ALL);
        all.addAll(TimingSettings.ALL);

        assertThat(all.stream()
                        .filter(Setting::isReadable)
                        .map(Setting::name)
                        .filter(each -> !each.startsWith("secret") && !each.startsWith("tls.")))
                .containsExactlyInAnyOrderElementsOf(rows().map(Row::setting).toList());
    }

    @Test
    void documentedVariablesHaveTheirNames() {
        assertThat(Stream.of(Settings.RANK, Settings.SIZE, Settings.MASTER, Settings.RUN_ID, Settings.SECRET_FILE)
                        .map(each -> Source.variable(each.name())))
                .containsExactly("COMM_RANK", "COMM_SIZE", "COMM_MASTER", "COMM_RUN_ID", "COMM_SECRET_FILE");
        assertThat(Source.variable(Settings.LIVE_TIME.name())).isEqualTo("COMM_LIVE_TIME");
        assertThat(Source.variable(Settings.RENDEZVOUS.name())).isEqualTo("COMM_RENDEZVOUS");
    }

    @Test
    void codeGoesBeforeAll() {
        properties.put("comm.rank", "3");
        properties.put("comm.master", "nowhere");
        environment.put("COMM_TIMEOUT", "1s");
        environment.put("COMM_PROFILE", "wan");

        CommConfig config = surroundings()
                .rank(1)
                .master("a:1", "[::1]:2")
                .profile(Profile.FAST)
                .timeout(Duration.ofSeconds(7))
                .build();

        assertThat(config.rank()).isOne();
        assertThat(config.masters())
                .containsExactly(InetSocketAddress.createUnresolved("a", 1), new InetSocketAddress("::1", 2));
        assertThat(config.timing().collective()).hasSeconds(7);
        assertThat(config.timing().heartbeat()).isEqualTo(Profile.FAST.timing().heartbeat());
    }

    @Test
    void aWholeTimingOfCodeGoesBeforeSingleTimesOfTheEnvironmentButNotOfCode() {
        environment.put("COMM_HEARTBEAT", "1ms");

        Timing timing = surroundings()
                .startupTimeout(Duration.ofSeconds(9))
                .timing(Profile.WAN.timing())
                .build()
                .timing();

        assertThat(timing.heartbeat()).isEqualTo(Profile.WAN.timing().heartbeat());
        assertThat(timing.startup()).hasSeconds(9);
    }

    @Test
    void aSingleTimeGoesBeforeTheProfile() {
        environment.put("COMM_PROFILE", "fast");
        environment.put("COMM_DEAD_TIMEOUT", "5s");

        Timing timing = surroundings().build().timing();

        assertThat(timing.dead()).hasSeconds(5);
        assertThat(timing.suspect()).isEqualTo(Profile.FAST.timing().suspect());
    }

    @Test
    void thePlainBuilderKnowsNoSurroundings() {
        System.setProperty("comm.rank", "7");
        try {
            assertThat(CommConfig.builder().build().rank()).isEqualTo(-1);
            assertThat(CommConfig.fromEnvironment().build().rank()).isEqualTo(7);
        } finally {
            System.clearProperty("comm.rank");
        }
    }

    @Test
    void whatIsGivenInListsIsCopied() {
        List<Class<?>> types = new ArrayList<>(List.of(String.class));
        CommConfig config = CommConfig.builder().types(types).build();
        types.clear();

        assertThat(config.types()).containsExactly(String.class);
        assertThatThrownBy(() -> config.types().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theLastTypesCount() {
        assertThat(CommConfig.builder()
                        .types(String.class)
                        .types(Integer.class, Long.class)
                        .build()
                        .types())
                .containsExactly(Integer.class, Long.class);
    }

    @Test
    void aDrainMarginIsSetByAnySourceButTheProfile() {
        assertThat(CommConfig.builder().profile(Profile.WAN).build().timing().isDrainMarginSet())
                .isFalse();
        assertThat(new CommConfig.Builder(NoScheduler.with(Map.of("comm.drain.margin", "30s")::get, name -> null))
                        .build()
                        .timing()
                        .isDrainMarginSet())
                .as("also to the default")
                .isTrue();
        Timing plain =
                Profile.LAN.timing().toBuilder().dead(Duration.ofMinutes(1)).build();
        Timing changed = plain.toBuilder().drainMargin(Duration.ofSeconds(30)).build();
        assertThat(CommConfig.builder().timing(plain).build().timing().isDrainMarginSet())
                .isFalse();
        assertThat(CommConfig.builder().timing(changed).build().timing().isDrainMarginSet())
                .isTrue();
    }
}
