package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comm.api.error.ConfigException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The error for a wrong setting names its value, its source and the cure. */
class CommConfigErrorsTest {
    private static final Path EMPTY = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rank             | one         | a whole number is expected",
                "rank             | -2          | a rank is 0 for the master",
                "size             | -1          | number of ranks with rank 0",
                "size             | 99999       | raise Limits.members",
                "master           | nowhere     | write host:port",
                "master           | a:1,        | write host:port",
                "master           | ::1:9021    | stands in brackets",
                "master           | a:99999     | write a port of at most 65535",
                "master           | a:0         | port 0 is not one",
                "master           | 0.0.0.0:1   | an address to listen on",
                "bind             | 9021        | write host:port",
                "bind             | [::1::2]:1  | is unknown",
                "bind             | 0.0.0.0:0   | comm secret new FILE",
                "bind             | [::]:0      | without authentication",
                "rendezvous       | /none/at/x  | create its folder first",
                "departures       | /none/at/x  | create its folder first",
                "rank.file        | /none/at/x  | create its folder first",
                "rendezvous       | /           | name a file; this is a folder",
                "departures       | ..          | name a file; this is a folder",
                "tls.trust        | /none/at/x  | the file cannot be reached: its folder is missing",
                "tls.trust        | ..          | this is no regular file",
                "run.id           | 12          | 32 hexadecimal digits",
                "profile          | moon        | one of lan, fast, wan is expected",
                "startup          | some        | one of require-all, allow-missing",
                "on.deadline      | x           | one of fail, exclude",
                "on.duplicate     | x           | one of reject, replace",
                "min.survivors    | 0           | it must be at least 1",
                "elastic          | yes         | true or false",
                "spares           | -1          | the number of processes beyond the size",
                "serializer       | Java!       | 1 to 63 of a-z",
                "transport        | TCP         | 1 to 63 of a-z",
                "unsafe.anonymous | 1           | true or false",
                "yield.time       | 11ms        | 0 to 10ms",
                "live.time        | soon        | such as 50us, 250ms, 30s",
                "live.time        | 0           | more than 0",
                "live.time        | 366d        | at most 365 days",
                "slots            | 0           | 1 to 4096 slots",
                "credit           | 70000       | 1 to 65536 tasks",
                "labels           | a,a         | occur twice",
                "spool            | /none/at    | create the folder first",
                "secret.file      | /none/at    | the file cannot be reached: its folder is missing",
                "heartbeat        | -1s         | a duration is expected",
                "heartbeat        | 5s          | heartbeat < suspect.timeout < dead.timeout",
                "suspect.timeout  | 15s         | heartbeat < suspect.timeout < dead.timeout",
                "retry.min        | 9s          | above retry.max PT8S",
                "timeout          | 0s          | more than 0",
                "drain.margin     | PT-1S       | 0 or more",
                "term.grace       | PT-1S       | 0 or more",
                "startup.timeout  | 999999999999999d | a duration is expected",
            })
    void theMessageNamesTheSettingItsSourceItsValueAndTheCure(String setting, String text, String cure) {
        String property = "comm." + setting;
        String variable = "COMM_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);

        assertThatThrownBy(() -> from(Map.of(property, text), Map.of()).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "1 setting is wrong:\n- " + setting + " = '" + text + "' (system property " + property)
                .hasMessageContaining(cure);
        assertThatThrownBy(() -> from(Map.of(), Map.of(variable, text)).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("(environment variable " + variable + ")")
                .hasMessageContaining(cure);
    }

    record Wrong(String cure, Consumer<CommConfig.Builder> mistake) {
        @Override
        public String toString() {
            return cure;
        }
    }

    static Stream<Wrong> mistakesInCode() {
        return Stream.of(
                new Wrong("with size 2 the ranks are 0 to 1", b -> b.size(2).rank(2)),
                new Wrong(
                        "it must not be greater than the size, which is 2",
                        b -> b.size(2).minSurvivors(3)),
                new Wrong("master = [] (set in code): at least one address", b -> b.masters(List.of())),
                new Wrong("master = 'x' (set in code): write host:port", b -> b.master("x")),
                new Wrong("bind = null (set in code): null is not allowed", b -> b.bind((String) null)),
                new Wrong("the host is unknown", b -> b.bind(InetSocketAddress.createUnresolved("x", 1))),
                new Wrong("rendezvous =  (set in code): name a file; the path is empty", b -> b.rendezvous(EMPTY)),
                new Wrong("name a file; the path is empty", b -> b.secretFile(EMPTY)),
                new Wrong("spool =  (set in code): name a folder; the path is empty", b -> b.spool(EMPTY)),
                new Wrong("tls.trust: name a file; the path is empty", b -> b.tls(Tls.trusting(EMPTY))),
                new Wrong("types = ", b -> b.types(String.class, String.class)),
                new Wrong("types = ", b -> b.types(Arrays.asList(String.class, null))),
                new Wrong("types = null", b -> b.types((List<Class<?>>) null)),
                new Wrong("without half a surrogate pair", b -> b.labels(List.of("a\ud83d"))),
                new Wrong("1 to 100 characters", b -> b.labels(List.of("x".repeat(101)))),
                new Wrong("1 to 100 characters", b -> b.labels(List.of(""))),
                new Wrong(
                        "at most 100",
                        b -> b.labels(
                                IntStream.range(0, 101).mapToObj(i -> "gpu" + i).toList())),
                new Wrong("run.id = null", b -> b.runId(null)),
                new Wrong("profile = null", b -> b.profile(null)),
                new Wrong("each bound has to be positive", b -> b.limits(limits(0))),
                new Wrong("timeout = PT-1S", b -> b.timeout(Duration.ofSeconds(-1))),
                new Wrong("timing = Timing[", b -> b.timing(withHeartbeat(Duration.ZERO))),
                new Wrong("no time may be null", b -> b.timing(withHeartbeat(null))),
                new Wrong(
                        "heartbeat < suspect.timeout < dead.timeout",
                        b -> b.timing(withHeartbeat(Duration.ofMinutes(1)))));
    }

    @ParameterizedTest
    @MethodSource("mistakesInCode")
    void mistakesInCodeAreReportedByBuild(Wrong wrong) {
        CommConfig.Builder builder = CommConfig.builder();
        wrong.mistake().accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("1 setting is wrong:")
                .hasMessageContaining(wrong.cure());
    }

    private static Timing withHeartbeat(Duration heartbeat) {
        return Profile.LAN.timing().toBuilder().heartbeat(heartbeat).build();
    }

    private static Limits limits(int messages) {
        return Limits.builder().messages(messages).build();
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        ConfigException e = catchThrowableOfType(
                ConfigException.class,
                () -> from(Map.of("comm.rank", "x"), Map.of("COMM_SLOTS", "0"))
                        .spool(Path.of("/none/at"))
                        .build());

        assertThat(e.getMessage().lines())
                .hasSize(4)
                .startsWith("3 settings are wrong:")
                .anyMatch(line -> line.startsWith("- rank = 'x' (system property comm.rank)"))
                .anyMatch(line -> line.startsWith("- slots = '0' (environment variable COMM_SLOTS)"))
                .anyMatch(line -> line.startsWith("- spool = /none/at (set in code)"));
    }

    @Test
    void anAddressOffTheLoopbackIsFineWithASecretOrOnPurpose() {
        CommConfig.builder().bind("0.0.0.0:0").unsafeAnonymous(true).build();
        CommConfig.builder()
                .bind("0.0.0.0:0")
                .secret(Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    private static CommConfig.Builder from(Map<String, String> properties, Map<String, String> environment) {
        return new CommConfig.Builder(NoScheduler.with(properties::get, environment::get));
    }
}
