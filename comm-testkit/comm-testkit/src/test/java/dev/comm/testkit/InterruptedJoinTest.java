package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.DuplicatePolicy;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Step.When;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * L1 over whole clusters: a node or the master stops, or their connection ends, at a frame of a join. The node tries
 * again, the run starts with all ranks, and no rank counts as lost.
 */
class InterruptedJoinTest {
    private static final int SEEDS = 10;
    private static final Duration STOP = Duration.ofMillis(2_600);
    private static final Timing TIMING = Profile.FAST.timing().toBuilder()
            .startup(Duration.ofSeconds(30))
            .handshake(Duration.ofSeconds(1))
            .build();

    @ParameterizedTest
    @CsvSource({"HELLO, SENT", "CHALLENGE, RECEIVED", "PROOF, SENT", "JOIN, SENT"})
    void l1_aNodeThatStopsInItsJoinComesLater(FrameType frame, When when) {
        each(
                frame + " " + when + " node stops",
                1,
                new Step(when, frame),
                cluster -> cluster.node(1).freeze(STOP));
    }

    @ParameterizedTest
    @CsvSource({"HELLO, RECEIVED", "CHALLENGE, SENT", "PROOF, RECEIVED", "JOIN, RECEIVED", "ACCEPTED, SENT"})
    void l1_aMasterThatStopsInAJoinCountsNobodyWhoGaveUp(FrameType frame, When when) {
        each(
                frame + " " + when + " master stops",
                0,
                new Step(when, frame),
                cluster -> cluster.master().freeze(STOP));
    }

    @ParameterizedTest
    @CsvSource({
        "1, HELLO, SENT",
        "1, CHALLENGE, RECEIVED",
        "1, PROOF, SENT",
        "1, JOIN, SENT",
        "0, HELLO, RECEIVED",
        "0, PROOF, RECEIVED",
        "0, JOIN, RECEIVED",
        "0, ACCEPTED, SENT",
        "1, ACCEPTED, RECEIVED"
    })
    void l1_aConnectionThatEndsInAJoinLeavesNothingBehind(int rank, FrameType frame, When when) {
        each(frame + " " + when + " at " + rank + " cut", rank, new Step(when, frame), cluster -> {
            cluster.network().link(1, 0).reset();
            cluster.network().link(0, 1).reset();
        });
    }

    private static void each(String name, int rank, Step step, Consumer<SimCluster> fault) {
        for (long seed : Seeds.of(name, SEEDS).toArray()) {
            DuplicatePolicy duplicates = seed % 2 == 0 ? DuplicatePolicy.REJECT : DuplicatePolicy.REPLACE;
            SimCluster cluster = new SimCluster(2, seed);
            cluster.configure(builder -> builder.timing(TIMING).onDuplicate(duplicates));
            cluster.program(comm -> comm.barrier());
            cluster.member(rank).at(step, 1, () -> fault.accept(cluster));
            Run run = cluster.run();
            assertThat(run.agreedVerdict().survivors())
                    .as("%s, seed 0x%x", name, seed)
                    .containsExactly(0, 1, 2);
            assertThat(run.history().of(Occurrence.Departed.class))
                    .as("%s, seed 0x%x", name, seed)
                    .allMatch(gone -> gone.cause().isPlanned());
        }
    }
}
