package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Communicator;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.MasterLostException;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.fault.Trigger;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of the catalogue in which bytes are late, lost or cut. The names of the tests begin with the number of the
 * fault.
 */
@Timeout(120)
class NetworkFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static void rounds(Communicator comm) {
        for (int round = 0; round < 10; round++) {
            comm.barrier();
        }
    }

    /** Returns numbered bytes, so that an error has a position. */
    private static byte[] bytes(int rank, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (rank + i * 31);
        }
        return bytes;
    }

    private static void collects(Communicator comm, int count) {
        comm.collect(bytes(comm.rank(), count)).forEach(each -> {
            if (comm.rank() == 0) {
                assertThat(each.value()).isEqualTo(bytes(each.rank(), count));
            }
        });
    }

    @OnSimulatedAndRealSockets
    void f18_latencyChangesNoResult(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(NetworkFaultsTest::rounds);
            cluster.at(Duration.ofMillis(30), () -> cluster.node(1).delay(Duration.ofMillis(20)));
            if (cluster instanceof LoopbackCluster real) {
                real.disturb(2).onProxy(2, proxy -> proxy.toClient().jitter(Duration.ofMillis(10)));
            }
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
    }

    @OnSimulatedAndRealSockets
    void f19_signsOfLifeAreNotStarvedByALargeValueOnASlowLink(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            Stage.needs(cluster, Capability.THROTTLE);
            cluster.program(comm -> {
                comm.barrier();
                collects(comm, 200_000);
            });
            cluster.node(1)
                    .at(
                            Step.DECISION_RECEIVED,
                            1,
                            () -> cluster.network().link(1, 0).throttle(70_000));
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(run.duration()).isGreaterThan(Duration.ofMillis(2_500));
    }

    @Test
    void f20_bytesThatComeOneByOneGiveTheSameResults() {
        LoopbackCluster cluster = new LoopbackCluster(2, 20);
        cluster.program(comm -> collects(comm, 3_000));
        cluster.onProxy(1, proxy -> proxy.toTarget().slice(1, Duration.ZERO))
                .onProxy(1, proxy -> proxy.toClient().slice(1, Duration.ZERO))
                .onProxy(2, proxy -> proxy.toTarget().slice(7, Duration.ofNanos(100_000)));
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 2);
    }

    @OnSimulatedAndRealSockets
    void f21_manyFramesInOneReadGiveTheSameResults(Engine engine) {
        List<Integer> taken = new ArrayList<>();
        Run run = Stage.play(engine, 2, cluster -> {
            Stage.needs(cluster, Capability.HOLD);
            cluster.program(comm -> {
                for (int i = 0; i < 100 && comm.rank() == 1; i++) {
                    comm.send(0, i);
                }
                for (int i = 0; i < 100 && comm.rank() == 0; i++) {
                    taken.add(comm.receive(1, Integer.class, PATIENCE));
                }
                comm.barrier();
            });
            cluster.node(1).at(Step.MESSAGE_SENT, 1, () -> {
                Hold hold = cluster.network().link(1, 0).hold();
                cluster.after(Duration.ofMillis(200), hold::release);
            });
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @OnSimulatedAndRealSockets
    void f22_aNodeThatIsNotHeardDepartsAsSilentAndIsToldSo(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(NetworkFaultsTest::rounds);
            cluster.node(1).at(Step.DECISION_RECEIVED, 3, cluster.node(1)::mute);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.SILENT);
        assertThat(run.ending(1).error()).isInstanceOf(FencedException.class);
    }

    @OnSimulatedAndRealSockets
    void f23_aNodeThatIsCutOffWithoutAWordDepartsAsSilentAndGivesUp(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(NetworkFaultsTest::rounds);
            cluster.node(1).at(Step.DECISION_RECEIVED, 3, cluster.node(1)::isolate);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.SILENT);
        assertThat(run.ending(1).error()).isInstanceOf(MasterLostException.class);
    }

    @OnSimulatedAndRealSockets
    void f23_aHostThatVanishesIsMissedInTime(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(NetworkFaultsTest::rounds);
            cluster.node(1).at(Step.ARRIVE_SENT, 3, cluster.node(1)::vanish);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.SILENT);
    }

    @OnSimulatedAndRealSockets
    void f25_aConnectionThatIsResetIsADeparture(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(NetworkFaultsTest::rounds);
            cluster.node(1).at(Step.ARRIVE_SENT, 3, cluster.node(1)::cut);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.RESET);
        assertThat(run.ending(1).error()).isInstanceOf(MasterLostException.class);
    }

    @Test
    void f26_aConnectionThatIsHalfClosedIsClosed() {
        LoopbackCluster cluster = new LoopbackCluster(2, 26);
        cluster.program(NetworkFaultsTest::rounds);
        cluster.node(1)
                .at(
                        Step.ARRIVE_SENT,
                        3,
                        () -> cluster.disturb(1)
                                .onProxy(1, proxy -> proxy.toTarget().finish()));
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.CLOSED);
        assertThat(run.ending(1).error()).isInstanceOf(MasterLostException.class);
    }

    @OnSimulatedAndRealSockets
    void f34_cloggedOneByOneAndOpenedOneByOneEverybodySurvives(Engine engine) {
        Fault swizzle = new Fault.Swizzle(List.of(1, 2, 3), List.of(2, 3, 1), Duration.ofMillis(100));
        Run run = Stage.play(engine, 3, cluster -> {
            cluster.program(comm -> {
                int over = 0;
                while (over == 0) {
                    rounds(comm);
                    Cluster.pause(Duration.ofMillis(1));
                    over = comm.allReduce(comm.rank() == 0 && isOver(cluster) ? 1 : 0, Integer::sum)
                            .value();
                }
            });
            cluster.plan(new FaultPlan(List.of(new PlannedFault(new Trigger.At(Duration.ofMillis(150)), swizzle))));
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2, 3);
        assertThat(run.struck()).hasSize(1);
    }

    private static boolean isOver(Cluster cluster) {
        return cluster.now().compareTo(Duration.ofMillis(800)) > 0;
    }
}
