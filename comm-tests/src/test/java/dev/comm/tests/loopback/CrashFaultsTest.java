package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.StartPolicy;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the catalogue in which a process dies. The names of the tests begin with the number of the fault. */
@Timeout(120)
class CrashFaultsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @OnSimulatedAndRealSockets
    void f01_anIdleNodeThatCrashesDepartsAsClosedOnce(Engine engine) {
        Run run = Stage.play(engine, 3, cluster -> {
            cluster.program(comm -> {
                comm.barrier();
                if (comm.rank() == 2) {
                    Cluster.pause(LONG);
                }
                comm.barrier();
            });
            cluster.node(2)
                    .at(Step.DECISION_RECEIVED, 1, () -> cluster.after(Duration.ofMillis(50), cluster.node(2)::crash));
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 3);
        assertThat(Stage.cause(run, 2)).isEqualTo(Cause.CLOSED);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
    }

    @OnSimulatedAndRealSockets
    void f02_aCrashWithUnreadBytesIsAReset(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(comm -> {
                comm.barrier();
                if (comm.rank() == 0) {
                    Cluster.pause(Duration.ofMillis(100));
                    sendInVain(comm, 2);
                } else if (comm.rank() == 2) {
                    Cluster.pause(LONG);
                }
                comm.barrier();
            });
            cluster.node(2).at(Step.DECISION_RECEIVED, 1, cluster.node(2)::freeze);
            cluster.at(Duration.ofMillis(900), cluster.node(2)::crash);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1);
        assertThat(Stage.cause(run, 2)).isEqualTo(Cause.RESET);
    }

    private static void sendInVain(Communicator comm, int rank) {
        try {
            comm.send(rank, new byte[1 << 20]);
        } catch (MemberLostException e) {
            // The test waits for this exception.
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 23, 24, 25, 60, 1_000})
    void f05_halfAFrameIsNeverDelivered(int bytes) {
        AtomicReference<Collected<byte[]>> last = new AtomicReference<>();
        LoopbackCluster cluster = new LoopbackCluster(2, bytes);
        cluster.program(comm -> {
            comm.collect(new byte[2_000]);
            Collected<byte[]> second = comm.collect(new byte[2_000]);
            if (comm.rank() == 0) {
                last.set(second);
            }
        });
        cluster.node(1)
                .at(
                        Step.ARRIVE_SENDING,
                        2,
                        () -> cluster.disturb(1)
                                .onProxy(1, proxy -> proxy.toTarget().truncate(bytes)));
        Run run = cluster.run();
        assertThat(last.get().verdict().survivors()).containsExactly(0, 2);
        assertThat(last.get().present()).hasSize(2);
        assertThat(last.get().at(2).value()).hasSize(2_000);
        assertThat(Stage.cause(run, 1)).isIn(Cause.CLOSED, Cause.RESET);
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.THREW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO_SENT", "JOIN_SENT", "ACCEPTED_RECEIVED"})
    void f06_whoCrashesWhileItRegistersIsNoSurvivor(String step) {
        for (Engine engine : new Engine[] {Engine.SIM, Engine.LOOPBACK}) {
            Run run = Stage.play(engine, 3, cluster -> {
                cluster.program(Communicator::barrier);
                cluster.configure(
                        config -> config.startup(StartPolicy.ALLOW_MISSING).startupTimeout(Duration.ofSeconds(1)));
                cluster.node(2).crashAt(Step.parse(step));
            });
            // If its registration was the last, the start may precede its end, and it is a lost member.
            assertThat(run.agreedVerdict().survivors()).hasSize(3).contains(0, 1);
            assertThat(run.history().of(Occurrence.Joined.class))
                    .filteredOn(joined -> joined.life().process() == 2)
                    .isEmpty();
        }
    }
}
