package dev.comm.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Link;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults of links in a simulated cluster have an effect on the members of the link only. */
class SimLinkTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aHoldShowsTheFramesUnderWay() {
        SimCluster cluster = barriers(2, 1);
        List<Frame> seen = new ArrayList<>();
        Hold[] hold = new Hold[1];
        cluster.member(2)
                .at(
                        Step.parse("CHALLENGE_RECEIVED"),
                        1,
                        () -> hold[0] = cluster.network().link(2, 0).hold());
        cluster.at(SECOND, () -> {
            seen.addAll(hold[0].inFlight());
            hold[0].release();
        });
        Run run = cluster.run();
        assertThat(seen).extracting(Frame::type).containsExactly(FrameType.PROOF, FrameType.JOIN);
        assertThat(seen).allMatch(frame -> frame.from() == 2 && frame.to() == 0);
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
    }

    @Test
    void whatIsHeldIsGoneIfTheConnectionIs() {
        SimCluster cluster = barriers(1, 100);
        List<Integer> counts = new ArrayList<>();
        Link link = cluster.network().link(0, 1);
        cluster.at(SECOND, () -> {
            Hold hold = link.hold();
            cluster.after(SECOND, () -> {
                counts.add(hold.inFlight().size());
                link.reset();
                counts.add(hold.inFlight().size());
                hold.close();
            });
        });
        cluster.runUnchecked();
        assertThat(counts.get(0)).isPositive();
        assertThat(counts.get(1)).isZero();
    }

    @Test
    void aRuleEndsWhenItIsClosedAndCountsItsHits() {
        SimCluster cluster = barriers(2, 20);
        FrameRule.Handle rule = cluster.network()
                .rule(FrameRule.all(
                        frame -> frame.is(FrameType.ARRIVE) && frame.from() == 1,
                        FrameVerdict.delay(Duration.ofMillis(100))));
        List<Integer> hits = new ArrayList<>();
        cluster.at(SECOND, () -> {
            rule.close();
            hits.add(rule.hits());
        });
        Run run = cluster.run();
        assertThat(hits.get(0)).isBetween(5, 10);
        assertThat(rule.hits()).isEqualTo(hits.get(0));
        assertThat(run.history().of(Occurrence.Decided.class))
                .allMatch(each -> each.decision().outcome() == Outcome.SUCCESS);
    }

    @Test
    void aLostArrivalEndsTheCallAtItsDeadlineForAll() {
        SimCluster cluster = barriers(2, 2);
        cluster.configure(builder -> builder.timeout(Duration.ofSeconds(3)));
        FrameRule.Handle rule = cluster.network()
                .rule(FrameRule.next(1, frame -> frame.is(FrameType.ARRIVE) && frame.from() == 1, FrameVerdict.drop()));
        Run run = cluster.runUnchecked();
        assertThat(rule.hits()).isOne();
        assertThat(run.history().of(Occurrence.Decided.class).get(0).decision().outcome())
                .isEqualTo(Outcome.TIMEOUT);
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.THREW);
    }

    @Test
    void aChangedFrameEndsTheConnectionOfItsSenderOnly() {
        for (FrameType type : List.of(FrameType.HELLO, FrameType.JOIN, FrameType.ARRIVE, FrameType.HEARTBEAT)) {
            SimCluster cluster = barriers(2, 20);
            FrameRule.Handle rule = cluster.network()
                    .rule(FrameRule.next(
                            1,
                            frame -> frame.is(type) && frame.from() == 1 && isTime(cluster, type),
                            FrameVerdict.replace("GET / HTTP".getBytes(StandardCharsets.US_ASCII))));
            Run run = cluster.run();
            assertThat(rule.hits()).isOne();
            assertThat(run.ending(0).kind()).as("%s: %s", type, run.endings()).isEqualTo(Ending.Kind.RETURNED);
            assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.RETURNED);
            assertThat(run.history().of(Occurrence.Departed.class))
                    .filteredOn(each -> !each.cause().isPlanned())
                    .allMatch(each -> each.rank() == 1 && each.cause() == Cause.PROTOCOL);
        }
    }

    /**
     * Returns whether a frame may be lost. A loss before the start would end the run, and no fault would be visible.
     */
    private static boolean isTime(Cluster cluster, FrameType type) {
        return type == FrameType.HELLO
                || type == FrameType.JOIN
                || cluster.now().compareTo(SECOND) > 0;
    }

    @Test
    void aPartitionLosesExactlyThoseOnTheOtherSide() {
        SimCluster cluster = barriers(4, 100);
        cluster.at(SECOND, () -> cluster.network().partition(Set.of(0, 1, 2), Set.of(3, 4)));
        Run run = cluster.run();
        assertThat(run.history().of(Occurrence.Departed.class))
                .filteredOn(each -> each.cause() == Cause.SILENT)
                .extracting(Occurrence.Departed::rank)
                .containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void aHealedClusterFlowsAgainWhateverWasDoneToIt() {
        SimCluster cluster = barriers(3, 60);
        cluster.at(SECOND, () -> {
            cluster.network().link(0, 1).block();
            cluster.network().link(2, 0).hold();
            cluster.network().link(3, 0).throttle(1);
            cluster.network().partition(Set.of(0), Set.of(1, 2, 3));
            cluster.network().rule(frame -> FrameVerdict.delay(SECOND));
        });
        cluster.at(Duration.ofMillis(1_900), () -> cluster.network().heal());
        Run run = cluster.run();
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(run.history().of(Occurrence.Departed.class))
                .allMatch(each -> each.cause().isPlanned());
    }

    @Test
    void heartbeatsGetThroughANarrowLinkWithABigMessageOnIt() {
        SimCluster cluster = new SimCluster(2, 7);
        byte[] big = new byte[40_000];
        cluster.program(comm -> comm.collect(comm.rank() == 1 ? big : new byte[1]));
        cluster.network().link(1, 0).throttle(4_000);
        Run run = cluster.run();
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(cluster.now()).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void clocksThatGoFivePerCentWrongLoseNobody() {
        for (double rate : new double[] {0.95, 1.05}) {
            SimCluster cluster = barriers(3, 100);
            cluster.member(1).drift(rate);
            cluster.member(0).drift(2 - rate);
            Run run = cluster.run();
            assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        }
    }

    /** Returns a cluster that calls barriers with pauses of 100 ms. */
    private static SimCluster barriers(int nodes, int count) {
        SimCluster cluster = new SimCluster(nodes, 0xBA88 + nodes);
        return cluster.program(comm -> {
            for (int i = 0; i < count; i++) {
                SimCluster.pause(Duration.ofMillis(100));
                comm.barrier();
            }
        });
    }
}
