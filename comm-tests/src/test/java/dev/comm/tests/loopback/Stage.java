package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Run;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.testkit.sim.SimCluster;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** A stage that plays one scenario on the engine of a test. A test with an unsupported scenario counts as skipped. */
final class Stage {
    private static final long SEED = 0x5EED;

    private Stage() {}

    /** Declares the scenario, runs it and checks every promise. */
    static Run play(Engine engine, int nodes, Consumer<Cluster> scenario) {
        try {
            Cluster cluster = engine == Engine.SIM ? new SimCluster(nodes, SEED) : new LoopbackCluster(nodes, SEED);
            scenario.accept(cluster);
            return cluster.run();
        } catch (MissingCapability e) {
            return Assumptions.abort(e.getMessage());
        }
    }

    /** Requires a capability of the engine before the run, which the scenario will use during the run. */
    static void needs(Cluster cluster, Capability capability) {
        if (!cluster.can(capability)) {
            throw new MissingCapability(capability, cluster.engine(), "this scenario needs it");
        }
    }

    /** Returns the cause of the departure of a rank, and requires that exactly one departure is reported. */
    static Cause cause(Run run, int rank) {
        List<Occurrence.Departed> departed = run.history().of(Occurrence.Departed.class).stream()
                .filter(each -> each.rank() == rank)
                .toList();
        assertThat(departed).as("departures of rank %d", rank).hasSize(1);
        return departed.get(0).cause();
    }
}
