package dev.comm.testkit.sim.process;

import static dev.comm.testkit.sim.environment.EchoWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.environment.EchoWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F44: each process has its own clock, which may be wrong but never runs backwards. */
class DriftTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 1, 1.05, 2})
    void aTimeoutIsOverWhenItsOwnClockSaysSo(double rate) {
        try (EchoWorld world = new EchoWorld(1, false)) {
            SimProcess client = world.client(1000, 10, 10 * SECOND);
            client.drift(rate);
            world.simulation.at(SECOND / 100, world.server::vanish);
            assertThat(untilTimeout(world) / (10 * SECOND / rate)).isBetween(1.0, 1.01);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.95, 1.05, 10})
    void aWaitEndsWhenItsClockSaysSoAlsoIfTheRateChangesMeanwhile(double rate) {
        try (EchoWorld world = new EchoWorld(1, false)) {
            SimProcess client = world.client(1000, 10, 10 * SECOND);
            world.simulation.at(SECOND / 100, world.server::vanish);
            world.simulation.at(5 * SECOND, () -> client.drift(rate));
            assertThat(untilTimeout(world) / (5 * SECOND + 5 * SECOND / rate)).isBetween(1.0, 1.01);
        }
    }

    private static long untilTimeout(EchoWorld world) {
        world.simulation.run(1000 * SECOND, () -> world.results.contains("client-1 TIMEOUT"));
        return world.simulation.now();
    }

    @Test
    void aBoundedWaitOfAThreadFollowsItsClockToo() {
        for (double rate : new double[] {0.1, 0.95, 1.05, 10}) {
            try (EchoWorld world = new EchoWorld(1, false)) {
                // The timeout of the machine is later than the limit of 100 s on the wait.
                SimProcess client = world.client(1000, 10, 1_000_000 * SECOND);
                world.simulation.at(SECOND / 100, world.server::vanish);
                world.simulation.at(50 * SECOND, () -> client.drift(rate));
                world.simulation.run(1_000_000 * SECOND, () -> world.results.contains("client-1 gave up"));
                assertThat(world.simulation.now() / (50 * SECOND + 50 * SECOND / rate))
                        .as("rate %s", rate)
                        .isBetween(1.0, 1.01);
            }
        }
    }

    @Test
    void whatAClockShowsNeverJumpsAndNeverGoesBack() {
        Simulation simulation = new Simulation(1, new Trace(false));
        SimProcess process = simulation.process("one");
        long shown = process.clockNanos();
        double[] rates = {1, 0.95, 1.05, 3, 0.01, 1};
        for (int i = 0; i < 600; i++) {
            double rate = rates[i % rates.length];
            process.drift(rate);
            assertThat(process.clockNanos()).isEqualTo(shown);
            simulation.run(simulation.now() + 1_000 + i, () -> false);
            long now = process.clockNanos();
            assertThat(now - shown).isEqualTo((long) ((1_000 + i) * rate));
            shown = now;
        }
        simulation.close();
    }

    @Test
    void aClockDoesNotStandStillOrGoBack() {
        Simulation simulation = new Simulation(1, new Trace(false));
        SimProcess process = simulation.process("one");
        for (double rate : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> process.drift(rate)).isInstanceOf(IllegalArgumentException.class);
        }
        simulation.close();
    }

    @Test
    void theNextProcessOfAHostHasItsRate() {
        Simulation simulation = new Simulation(1, new Trace(false));
        SimProcess process = simulation.process("one");
        process.drift(1.05);
        process.crash();
        SimProcess next = simulation.successor(process, "one#2");
        long start = next.clockNanos();
        simulation.run(100 * SECOND, () -> false);
        assertThat(next.clockNanos() - start).isEqualTo(105 * SECOND);
        simulation.close();
    }
}
