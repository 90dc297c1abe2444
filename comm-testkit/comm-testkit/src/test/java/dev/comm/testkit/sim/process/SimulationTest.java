package dev.comm.testkit.sim.process;

import static dev.comm.testkit.sim.environment.EchoWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.environment.EchoWorld;
import dev.comm.testkit.sim.network.Conditions;
import dev.comm.testkit.sim.network.SimNetwork;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void bytesComeBackAsTheyWereHoweverTheyAreCut() {
        for (int seed = 0; seed < 200; seed++) {
            try (EchoWorld world = new EchoWorld(seed, false)) {
                SimNetwork.of(world.simulation)
                        .conditions(Conditions.drawn(world.simulation.streams().of("faults")));
                world.client(5, 10, 100 * SECOND);
                world.client(3, 70_000, 100 * SECOND);
                world.run(1000 * SECOND);
                assertThat(world.results)
                        .as("seed %d", seed)
                        .hasSize(10)
                        .allMatch(line -> line.endsWith("ok") || line.endsWith("saw []"));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (int seed = 0; seed < 50; seed++) {
            Trace one = traceOf(seed);
            Trace two = traceOf(seed);
            assertThat(Trace.firstDifference(one, two)).isNull();
            assertThat(one.hash())
                    .isEqualTo(two.hash())
                    .isNotEqualTo(traceOf(seed + 1000).hash());
        }
    }

    private static Trace traceOf(long seed) {
        try (EchoWorld world = new EchoWorld(seed, true)) {
            SimNetwork.of(world.simulation)
                    .conditions(Conditions.drawn(world.simulation.streams().of("faults")));
            world.client(4, 100, 10 * SECOND);
            SimProcess second = world.client(4, 30_000, 10 * SECOND);
            world.simulation.at(SECOND / 500, second::crash);
            world.run(100 * SECOND);
            return world.simulation.trace();
        }
    }

    @Test
    void aCrashedServerEndsTheConnection() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            world.client(1000, 10, 100 * SECOND);
            world.simulation.at(SECOND / 100, world.server::crash);
            world.run(10 * SECOND);
            assertThat(world.results).contains("client-1 MASTER_LOST", "client-1 ok");
            assertThat(world.simulation.now()).isLessThan(SECOND);
        }
    }

    @Test
    void whoIsKilledInTheMiddleOfAnEventDoesTheRestOfItNoMore() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            world.client(1000, 10, 100 * SECOND);
            world.server.later(SECOND / 100, () -> {
                world.server.crash();
                world.server.checkAlive();
                world.results.add("lives on");
            });
            world.run(10 * SECOND);
            assertThat(world.results).contains("client-1 MASTER_LOST").doesNotContain("lives on");
            assertThat(world.server.isCrashed()).isTrue();
        }
    }

    @Test
    void aFrozenServerTakesBytesButDoesNotAnswerUntilItThaws() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            world.client(100, 10, 100 * SECOND);
            world.simulation.at(SECOND / 100, world.server::freeze);
            world.simulation.at(5 * SECOND, world.server::thaw);
            world.run(10 * SECOND);
            assertThat(world.results).hasSize(101).doesNotContain("client-1 MASTER_LOST");
            assertThat(world.simulation.now()).isBetween(5 * SECOND, 6 * SECOND);
        }
    }

    @Test
    void aVanishedHostIsSilent() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            world.client(1000, 10, 3 * SECOND);
            world.simulation.at(SECOND / 100, world.server::vanish);
            world.run(3 * SECOND);
            assertThat(world.results).contains("client-1 ok").doesNotContain("client-1 MASTER_LOST");
        }
    }

    @Test
    void aBlockedDirectionDelaysBytesButLosesNone() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            SimProcess client = world.client(100, 10, 100 * SECOND);
            world.simulation.at(
                    SECOND / 100, () -> SimNetwork.of(world.simulation).block(world.server, client));
            world.simulation.at(
                    4 * SECOND, () -> SimNetwork.of(world.simulation).open(world.server, client));
            world.run(10 * SECOND);
            assertThat(world.results).hasSize(101).allMatch(line -> line.endsWith("ok") || line.endsWith("saw []"));
            assertThat(world.simulation.now()).isGreaterThan(4 * SECOND);
        }
    }

    @Test
    void aCutIsSeenByBothSides() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            SimProcess client = world.client(1000, 10, 100 * SECOND);
            world.simulation.at(
                    SECOND / 100, () -> SimNetwork.of(world.simulation).cut(world.server, client));
            world.simulation.run(SECOND, () -> false);
            assertThat(world.results).contains("client-1 MASTER_LOST");
            assertThat(world.serverMachine.seen).contains("closed RESET");
        }
    }

    @Test
    void nobodyListensMeansRefused() {
        try (EchoWorld world = new EchoWorld(1, false)) {
            world.server.crash();
            world.client(1, 10, 100 * SECOND);
            world.run(10 * SECOND);
            assertThat(world.results).contains("client-1 MASTER_LOST", "client-1 saw [closed NOT_OPENED]");
        }
    }

    @Test
    void waitingOutsideOfTheSimulationFailsTheRunWithThePlace() {
        System.setProperty("comm.sim.patience", "1");
        Simulation simulation = new Simulation(1, new Trace(false));
        simulation.process("one").start("main", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> simulation.run(SECOND, () -> false))
                .isInstanceOf(SimulationError.class)
                .hasMessageContaining("waits outside of the simulation")
                .hasStackTraceContaining("CountDownLatch");
        simulation.close();
        System.clearProperty("comm.sim.patience");
    }

    @Test
    void threadsOfACrashedProcessUnwind() {
        Simulation simulation = new Simulation(1, new Trace(false));
        StringBuilder log = new StringBuilder();
        SimProcess process = simulation.process("one");
        process.start("main", () -> {
            try {
                Actor.current().pause();
            } finally {
                log.append("unwound");
            }
        });
        simulation.at(SECOND, process::crash);
        simulation.run(2 * SECOND, () -> false);
        assertThat(log).hasToString("unwound");
        assertThat(process.isIdle()).isTrue();
        simulation.close();
    }
}
