package dev.comm.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.testkit.contract.TransportStage;
import dev.comm.testkit.sim.network.Conditions;
import dev.comm.tests.contract.SimStage;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulated connection has the same reports as a real one of this system, for all its windows, delays and splits. */
@Timeout(300)
class ParityTest {
    private static final int SEEDS = 4;

    /** The scenarios with different reports, and the reasons. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "abort before the opening is heard",
            "the loopback has connected before connect returns, so somebody is accepted and reset; over a network the"
                    + " attempt is given up before anybody has accepted it");

    static Stream<Scenario> scenarios() {
        return Stream.of(OpeningScenarios.ALL, StreamScenarios.ALL, EndingScenarios.ALL, PeerScenarios.ALL)
                .flatMap(List::stream);
    }

    /** Skips other systems. They differ in the bytes that a reset destroys and in the length of a backlog. */
    @BeforeAll
    static void onLinux() {
        assumeTrue(System.getProperty("os.name").contains("Linux"), "the simulation is that of a Linux machine");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSimulationTellsTheSameAsTheSystem(Scenario scenario) {
        List<String> real = scenario.transcript(TransportStage.of(new TcpTransportProvider()));
        assertThat(real).isNotEmpty();
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> simulated = scenario.transcript(new SimStage(seed, conditions(seed)));
            if (EXCEPTIONS.containsKey(scenario.name())) {
                assertThat(simulated)
                        .as("remove the exception; both have the same transcript")
                        .isNotEqualTo(real);
            } else {
                assertThat(simulated).as("seed %d", seed).isEqualTo(real);
            }
        }
    }

    private static Conditions conditions(long seed) {
        Conditions conditions = seed == 0 ? Conditions.QUIET : Conditions.drawn(new SplittableRandom(seed));
        return conditions.readableAfterReset(true);
    }

    @Test
    void thereAreManyAndNoTwoHaveOneName() {
        assertThat(scenarios().map(Scenario::name).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(60)
                .containsAll(EXCEPTIONS.keySet());
    }
}
