package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.SimCluster;
import dev.comm.testkit.sim.SpmdWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F37: a proxy that repeats whole frames causes no event twice.
 *
 * <p>Messages (MESSAGE) and pieces of payloads (DATA) are left out. Version 2 of the protocol does not number them,
 * because it relies on TCP.
 */
class ReplayedFramesTest {
    private static final int SEEDS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ParameterizedTest
    @EnumSource(
            names = {
                "HELLO",
                "CHALLENGE",
                "PROOF",
                "JOIN",
                "ACCEPTED",
                "WELCOME",
                "HEARTBEAT",
                "VIEW_CHANGE",
                "LEAVE",
                "SHUTDOWN",
                "ARRIVE",
                "PART",
                "HELD",
                "DECISION"
            })
    void b13_aFrameOfACollectiveThatComesTwiceBreaksNoPromise(FrameType type) {
        int hits = 0;
        for (long seed : Seeds.of("replayed " + type, SEEDS).toArray()) {
            SimCluster cluster = new SimCluster(3, seed);
            SpmdWorkload.calm(cluster);
            hits += hits(cluster, type);
        }
        assertThat(hits).as("repeated frames").isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVING", "REQUEST", "RESULT", "RESULT_ACK"})
    void t1_aFrameOfATaskThatComesTwiceBreaksNoPromise(FrameType type) {
        int hits = 0;
        for (long seed : Seeds.of("replayed " + type, SEEDS).toArray()) {
            hits += hits(TaskWorkload.cluster(Replay.of(seed)), type);
        }
        assertThat(hits).as("repeated frames").isPositive();
    }

    private static int hits(SimCluster cluster, FrameType type) {
        FrameRule.Handle rule =
                cluster.network().rule(FrameRule.all(some(type, cluster.seed()), FrameVerdict.duplicate()));
        assertThat(cluster.limit(LIMIT).runUnchecked().breaches())
                .as("%s twice, seed 0x%x", type, cluster.seed())
                .isEmpty();
        return rule.hits();
    }

    /** Selects one in three frames of the type at random. */
    private static Predicate<Frame> some(FrameType type, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return frame -> frame.is(type) && random.nextInt(3) == 0;
    }
}
