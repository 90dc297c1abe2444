package dev.comm.testkit.sim.network;

import static dev.comm.testkit.sim.environment.EchoWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.Trace;
import dev.comm.testkit.sim.environment.EchoWorld;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** F54, F14: an environment that behaves in every allowed way changes no result. */
class BuggifyTest {
    @Test
    void aDifficultEnvironmentChangesNoResult() {
        for (int seed = 0; seed < 200; seed++) {
            try (EchoWorld world = difficult(seed, seed % 2 == 0 ? 0 : 5 * SECOND)) {
                world.client(5, 10, 1000 * SECOND);
                world.client(3, 70_000, 1000 * SECOND);
                world.run(2000 * SECOND);
                assertThat(world.results)
                        .as("seed %d", seed)
                        .hasSize(10)
                        .allMatch(line -> line.endsWith("ok") || line.endsWith("saw []"));
            }
        }
    }

    @Test
    void itRepeats() {
        for (int seed = 0; seed < 30; seed++) {
            assertThat(Trace.firstDifference(trace(seed), trace(seed))).isNull();
        }
    }

    private static Trace trace(int seed) {
        try (EchoWorld world = difficult(seed, 5 * SECOND)) {
            world.client(5, 3_000, 1000 * SECOND);
            world.run(2000 * SECOND);
            return world.simulation.trace();
        }
    }

    private static EchoWorld difficult(int seed, long pauseNanos) {
        EchoWorld world = new EchoWorld(seed, true);
        Conditions drawn = Conditions.drawn(world.simulation.streams().of("faults"));
        SimNetwork.of(world.simulation).conditions(drawn.buggified(pauseNanos));
        return world;
    }

    @Test
    void eachKindOfTroubleIsOnInSomeRunsAndOffInOthers() {
        for (Buggify.Site site : Buggify.Site.values()) {
            int on = 0;
            for (int seed = 0; seed < 200; seed++) {
                on += fired(new Buggify(new SplittableRandom(seed)), site) > 0 ? 1 : 0;
            }
            assertThat(on).as(site.name()).isBetween(50, 110);
        }
    }

    private static int fired(Buggify buggify, Buggify.Site site) {
        int count = 0;
        for (int i = 0; i < 5_000; i++) {
            count += buggify.fires(site) ? 1 : 0;
        }
        assertThat(count).isLessThan(2_500);
        return count;
    }

    @Test
    void aPauseIsToldAndEndsByItself() {
        List<String> told = new ArrayList<>();
        for (int seed = 0; seed < 30; seed++) {
            try (EchoWorld world = difficult(seed, 5 * SECOND)) {
                world.simulation.watch(new Watcher() {
                    @Override
                    public void paused(SimProcess process) {
                        assertThat(process.state()).isEqualTo(SimProcess.State.FROZEN);
                        told.add("paused");
                    }

                    @Override
                    public void resumed(SimProcess process) {
                        told.add("resumed");
                    }
                });
                world.client(1, 100, 1000 * SECOND);
                world.simulation.run(500 * SECOND, () -> false);
                SimNetwork.of(world.simulation).conditions(Conditions.QUIET);
                world.simulation.run(510 * SECOND, () -> false);
            }
        }
        assertThat(told).contains("paused");
        assertThat(told.stream().filter("paused"::equals).count())
                .isEqualTo(told.stream().filter("resumed"::equals).count());
    }

    @Test
    void whoIsStoppedWhileItPausesStaysStopped() {
        try (Wire wire = Wire.open(1)) {
            SimProcess process = wire.server.process;
            process.pauseAll(SECOND);
            assertThat(process.freeze()).isTrue();
            wire.run(10 * SECOND);
            assertThat(process.state()).isEqualTo(SimProcess.State.FROZEN);
            process.thaw();
            assertThat(process.state()).isEqualTo(SimProcess.State.RUNNING);
        }
    }
}
