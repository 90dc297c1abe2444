package dev.comm.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Engine;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings are read with their meaning, and the error for a wrong one has its cure. */
class CampaignSettingsTest {
    private final Properties before = new Properties();

    /** Clears the properties that the caller of these tests may have set. */
    @BeforeEach
    void forgetWhatIsSaid() {
        before.putAll(System.getProperties());
        before.stringPropertyNames().stream()
                .filter(name -> name.startsWith("comm."))
                .forEach(System::clearProperty);
    }

    @AfterEach
    void sayItAgain() {
        System.setProperties(before);
    }

    private static CampaignSettings with(String name, String value) {
        return new CampaignSettings(Map.of(name, value)::get);
    }

    @Test
    void nothingSaidMeansTheDefaults() {
        CampaignSettings none = new CampaignSettings(name -> null);
        assertThat(none.shrinks()).isTrue();
        assertThat(none.determinism()).isEqualTo(0.05);
        assertThat(none.isRandomBase()).isFalse();
        assertThat(none.records()).isFalse();
        assertThat(none.parallel()).isEqualTo(1);
        assertThat(none.corpus()).hasToString("src/test/resources/comm-seeds");
        assertThat(none.reports()).hasToString("target/comm-testkit");
        assertThat(none.maxVirtual()).isEmpty();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                value("comm.seed", " 0x5f1c ", s -> s.seed().orElseThrow(), 0x5f1cL),
                value("comm.seed", "12", s -> s.seed().orElseThrow(), 12L),
                value("comm.seed", "0xffffffffffffffff", s -> s.seed().orElseThrow(), -1L),
                value("comm.nodes", "4", s -> s.nodes().orElseThrow(), 4),
                value("comm.plan", "at 1s: crash 2", s -> s.plan().orElseThrow().toString(), "at 1s: crash 2"),
                value("comm.seeds", "20000", s -> s.seeds().orElseThrow(), 20_000),
                value("comm.seedBase", "Random", CampaignSettings::isRandomBase, true),
                value("comm.time.budget", "90s", s -> s.budget().orElseThrow(), Duration.ofSeconds(90)),
                value("comm.time.budget", "PT2M", s -> s.budget().orElseThrow(), Duration.ofMinutes(2)),
                value(
                        "comm.engine",
                        "sim, process",
                        s -> s.engines().orElseThrow().size(),
                        2),
                value("comm.engine", "loopback", s -> s.engines().orElseThrow().get(0), Engine.LOOPBACK),
                value("comm.shrink", "off", CampaignSettings::shrinks, false),
                value("comm.determinism", "0.5", CampaignSettings::determinism, 0.5),
                value("comm.sim.maxVirtual", "1h", s -> s.maxVirtual().orElseThrow(), Duration.ofHours(1)),
                value("comm.sim.maxEvents", "5M", s -> s.maxEvents().orElseThrow(), 5_000_000L),
                value("comm.corpus", "seeds", s -> s.corpus().toString(), "seeds"),
                value("comm.corpus.record", "true", CampaignSettings::records, true),
                value("comm.parallel", "2", CampaignSettings::parallel, 2),
                value("comm.steps.max", "10", CampaignSettings::stepsMax, 10),
                value("comm.test.timeout", "250", s -> s.testTimeout().orElseThrow(), Duration.ofMillis(250)),
                value("comm.reports", "out", s -> s.reports().toString(), "out"));
    }

    private static Arguments value(
            String name, String text, Function<CampaignSettings, Object> reader, Object expected) {
        return Arguments.of(name, text, reader, expected);
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("values")
    void isReadAsItIsMeant(String name, String text, Function<CampaignSettings, Object> reader, Object expected) {
        assertThat(reader.apply(with(name, text))).isEqualTo(expected);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                value("comm.seed", "x", CampaignSettings::seed, "0x5f1c"),
                value("comm.seeds", "many", CampaignSettings::seeds, "200"),
                value("comm.seedBase", "git", CampaignSettings::isRandomBase, "fixed or random"),
                value("comm.time.budget", "soon", CampaignSettings::budget, "30s"),
                value("comm.engine", "NETNS", CampaignSettings::engines, "SIM"),
                value("comm.determinism", "1.5", CampaignSettings::determinism, "0 to 1"),
                value("comm.parallel", "0", CampaignSettings::parallel, "at least 1"),
                value("comm.plan", "crash everything", CampaignSettings::plan, "as a report writes them"),
                value("comm.shrink", "maybe", CampaignSettings::shrinks, "true or false"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrong")
    void isToldWithItsCure(String name, String text, Function<CampaignSettings, Object> reader, String cure) {
        assertThatThrownBy(() -> reader.apply(with(name, text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(name, "'" + text + "'", cure);
    }

    @Test
    void whoRunsTheTestsGoesBeforeProperties() {
        System.setProperty("comm.steps.max", "77");
        try {
            assertThat(new CampaignSettings(name -> null).stepsMax()).isEqualTo(77);
            assertThat(with("comm.steps.max", "5").stepsMax()).isEqualTo(5);
            assertThat(with("comm.steps.max", " ").stepsMax())
                    .as("blank is not set")
                    .isEqualTo(77);
        } finally {
            System.clearProperty("comm.steps.max");
        }
    }
}
