package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.StartPolicy;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.Registry;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Member;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.Run;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.tests.engine.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine LOOPBACK plays a scenario exactly, and leaves no thread or socket behind. */
@Timeout(120)
class LoopbackClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LoopbackCluster cluster() {
        LoopbackCluster cluster = new LoopbackCluster(2, 0xC0FFEE);
        cluster.configure(Patience.ample());
        return cluster;
    }

    private static void rounds(Communicator comm) {
        for (int round = 0; round < 20; round++) {
            comm.barrier();
        }
    }

    @Test
    void everybodySurvivesIfNothingGoesWrong() {
        Run run = cluster().program(LoopbackClusterTest::rounds).run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(run.endings()).hasSize(3).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(run.history().instances()).hasSize(20);
    }

    @Test
    void aCrashAtAStepIsSeenByTheOthers() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        cluster.node(2).at(Step.ARRIVE_SENDING, 5, cluster.node(2)::crash);
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
    }

    @Test
    void aMasterThatCrashesEndsEveryCall() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        cluster.master().at(Step.DECISION_SENDING, 5, cluster.master()::crash);
        Run run = cluster.run();
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.THREW);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.THREW);
    }

    @Test
    void aFrozenProgramStandsStillInPauses() {
        LoopbackCluster cluster = cluster();
        AtomicReference<Duration> over = new AtomicReference<>();
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 1) {
                Cluster.pause(Duration.ofMillis(20));
                over.set(cluster.now());
            }
            comm.barrier();
        });
        AtomicReference<Duration> frozen = new AtomicReference<>();
        cluster.node(1).at(Step.DECISION_RECEIVED, 1, () -> {
            frozen.set(cluster.now());
            cluster.node(1).freeze(Duration.ofMillis(400));
        });
        Run run = cluster.run();
        assertThat(over.get().minus(frozen.get())).isGreaterThan(Duration.ofMillis(390));
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void aKilledProgramEndsWhereverItWaits() {
        LoopbackCluster cluster = cluster();
        AtomicInteger unwound = new AtomicInteger();
        cluster.program(comm -> {
            try {
                if (comm.rank() == 1) {
                    Cluster.pause(Duration.ofHours(1));
                } else if (comm.rank() == 2) {
                    new CountDownLatch(1).await();
                } else {
                    comm.barrier();
                }
            } finally {
                unwound.incrementAndGet();
            }
        });
        cluster.at(Duration.ofSeconds(2), () -> cluster.nodes().forEach(Member::crash)); // all have started by then
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0);
        assertThat(unwound).hasValue(3);
    }

    @Test
    void aSuspendedMemberGoesOnWhenItIsTold() {
        LoopbackCluster cluster = cluster();
        cluster.program(Communicator::barrier);
        Suspension suspension = cluster.node(1).suspendAt(Step.ARRIVE_SENDING, 1);
        AtomicInteger arrivals = new AtomicInteger();
        AtomicInteger before = new AtomicInteger();
        cluster.listen(each -> arrivals.addAndGet(each instanceof Occurrence.Arrived ? 1 : 0));
        cluster.at(Duration.ofMillis(500), () -> {
            assertThat(suspension.isReached()).isTrue();
            before.set(arrivals.get());
            suspension.resume();
        });
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(before).hasValue(2);
        assertThat(arrivals).hasValue(3);
    }

    @Test
    void heldFramesAreSeenAndGoOnWhenReleased() {
        LoopbackCluster cluster = cluster();
        cluster.program(Communicator::barrier);
        List<Frame> seen = new ArrayList<>();
        cluster.node(1).at(Step.ARRIVE_SENDING, 1, () -> {
            Hold hold = cluster.network().link(1, 0).hold();
            cluster.after(Duration.ofMillis(300), () -> {
                seen.addAll(hold.inFlight());
                hold.release();
            });
        });
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(seen).extracting(Frame::type).contains(FrameType.ARRIVE);
        assertThat(seen).allMatch(frame -> frame.from() == 1 && frame.to() == 0);
    }

    @Test
    void aRuleDecidesAboutFramesUntilItIsClosed() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        FrameRule.Handle late = cluster.network()
                .rule(frame -> frame.is(FrameType.ARRIVE) && frame.from() == 2
                        ? FrameVerdict.delay(Duration.ofMillis(20))
                        : FrameVerdict.pass());
        cluster.master().at(Step.ARRIVE_RECEIVED, 9, late::close);
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(late.hits()).isBetween(4, 6);
    }

    @Test
    void aPartitionHealsInTime() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        cluster.plan(FaultPlan.parse("step 1 ARRIVE_SENT 3: partition 0 | 1 400ms"));
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(run.struck()).hasSize(1);
        assertThat(run.duration()).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void aNodeThatIsAbsentIsLeftOut() {
        LoopbackCluster cluster = cluster();
        cluster.program(Communicator::barrier);
        cluster.absent(2)
                .configure(config -> Patience.ample()
                        .apply(config)
                        .startup(StartPolicy.ALLOW_MISSING)
                        .startupTimeout(Duration.ofSeconds(1)));
        assertThat(cluster.run().agreedVerdict().survivors()).containsExactly(0, 1);
    }

    @Test
    void aNodeThatWasKilledComesBackAsAnotherLife() {
        LoopbackCluster cluster = cluster();
        Handlers handlers = Handlers.of("rank", String.class, Integer.class, (input, context) -> context.rank());
        AtomicReference<Long> first = new AtomicReference<>();
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(2, PATIENCE);
            first.set(lifeOfNode1(master.registry()));
            master.sendRequest("rank", "", Integer.class);
            while (lifeOfNode1(master.registry()) == null
                    || lifeOfNode1(master.registry()).equals(first.get())) {
                Cluster.pause(Duration.ofMillis(10));
            }
            assertThat(master.sendRequest("rank", "", Integer.class).all().keySet())
                    .containsExactly(1, 2);
            master.shutdownComputeNodes(PATIENCE);
        });
        cluster.node(1).at(Step.RESULT_SENT, 1, cluster.node(1)::restart);
        Run run = cluster.run();
        assertThat(run.ending(0).error()).isNull();
        assertThat(run.endings()).filteredOn(ending -> ending.rank() == 1).hasSize(2);
    }

    private static Long lifeOfNode1(Registry registry) {
        return registry.entries().containsKey(1) ? registry.entries().get(1).incarnation() : null;
    }

    /** F27: starts the new master without a wait for the port of the old one. The checks can judge one master only. */
    @Test
    void aMasterStartsAgainOnItsPort() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        cluster.master().at(Step.DECISION_SENDING, 5, () -> {
            cluster.master().restart();
            cluster.nodes().forEach(Member::restart);
        });
        Run run = cluster.runUnchecked();
        assertThat(run.endings()).hasSize(6);
        for (int rank = 0; rank <= 2; rank++) {
            assertThat(run.ending(rank).kind()).as("%s", run.ending(rank)).isEqualTo(Ending.Kind.RETURNED);
        }
    }

    @Test
    void aMasterThatVanishesIsMissedInTime() {
        LoopbackCluster cluster = new LoopbackCluster(2, 0xC0FFEE);
        cluster.program(LoopbackClusterTest::rounds);
        cluster.master().at(Step.DECISION_SENDING, 5, cluster.master()::vanish);
        Run run = cluster.run();
        assertThat(run.ending(1).error()).isInstanceOf(MasterLostException.class);
        assertThat(run.ending(2).error()).isInstanceOf(MasterLostException.class);
        assertThat(run.duration()).isGreaterThan(Profile.FAST.timing().dead());
    }

    @Test
    void propertiesAreLookedAtWheneverSomethingHappens() {
        LoopbackCluster cluster = cluster();
        cluster.program(LoopbackClusterTest::rounds);
        cluster.sometimes("a second has not passed", () -> cluster.now().toSeconds() < 60);
        cluster.always("never", () -> false);
        Run run = cluster.runUnchecked();
        assertThat(run.sometimes().get("a second has not passed")).isPositive();
        assertThat(run.breaches()).hasSize(1).first().asString().contains("never");
        assertThatThrownBy(run::check).isInstanceOf(AssertionError.class);
    }

    @Test
    void stepsAreWrittenDownIfTheyAreAskedFor() {
        LoopbackCluster cluster = new LoopbackCluster(1, Replay.of(1).stepped());
        Run run = cluster.program(Communicator::barrier).run();
        assertThat(run.steps())
                .extracting(Object::toString)
                .contains("step 1 HELLO_SENT 1", "step 0 ARRIVE_RECEIVED 1", "step 1 DECISION_RECEIVED 1");
    }

    @Test
    void whatASingleProcessCannotDoIsSaid() {
        LoopbackCluster cluster = cluster();
        assertThat(cluster.can(Capability.CRASH)).isTrue();
        assertThat(cluster.can(Capability.TERMINATE)).isFalse();
        assertThatThrownBy(cluster.node(1)::terminate).isInstanceOf(MissingCapability.class);
        assertThatThrownBy(() -> cluster.node(1).halt(3)).isInstanceOf(MissingCapability.class);
        assertThatThrownBy(cluster.node(1)::exhaustMemory).hasMessageContaining("PROCESS");
        assertThatThrownBy(() -> cluster.node(1).drift(1.1)).hasMessageContaining("SIM");
    }

    @Test
    void withoutATransportTheReasonIsSaid() {
        LoopbackCluster cluster = cluster();
        cluster.configure(config -> config.transport("pigeon"));
        assertThatThrownBy(cluster::run)
                .isInstanceOfSatisfying(
                        MissingCapability.class,
                        missing -> assertThat(missing.capability()).isEqualTo(Capability.SOCKETS))
                .hasMessageContaining("pigeon");
    }

    @Test
    void anErrorOfThePlanEndsTheRun() {
        LoopbackCluster cluster = cluster();
        cluster.program(comm -> Cluster.pause(Duration.ofHours(1)));
        cluster.at(Duration.ofMillis(50), cluster.node(1)::terminate);
        assertThatThrownBy(cluster::run).isInstanceOf(MissingCapability.class);
    }

    @Test
    void anErrorOfAProgramFailsTheRunUnlessTheTestAllowsIt() {
        LoopbackCluster cluster = cluster();
        cluster.program(comm -> assertThat(comm.rank()).as("a rank").isNotEqualTo(2));
        assertThatThrownBy(cluster::run)
                .isInstanceOf(ProgramFailure.class)
                .hasMessageStartingWith("the program of rank 2 threw java.lang.AssertionError: [a rank]")
                .hasMessageNotContaining("mayThrow");

        LoopbackCluster tolerant = cluster();
        tolerant.program(2, comm -> {
            throw new IllegalStateException("no luck");
        });
        tolerant.mayThrow(2, IllegalStateException.class);
        assertThat(tolerant.run().ending(2).threw(IllegalStateException.class)).isTrue();
    }

    @Test
    void aRuleThatThrowsFailsTheRun() {
        LoopbackCluster cluster = cluster();
        cluster.program(Communicator::barrier);
        cluster.network().rule(frame -> {
            throw new IllegalStateException("a mistake in a test");
        });
        assertThatThrownBy(cluster::run).hasMessage("a mistake in a test");
    }

    @Test
    void aProgramThatDoesNotEndIsToldOf() {
        LoopbackCluster cluster = cluster().limit(Duration.ofMillis(300));
        CountDownLatch end = new CountDownLatch(1);
        cluster.program(comm -> {
            while (comm.rank() == 1 && end.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });
        try {
            assertThatThrownBy(cluster::run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("comm-program-1")
                    .hasMessageContaining("interrupts");
        } finally {
            end.countDown();
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        LoopbackCluster cluster = cluster();
        AtomicReference<InetSocketAddress> port = new AtomicReference<>();
        cluster.onProxy(1, proxy -> port.set(proxy.address()));
        cluster.program(LoopbackClusterTest::rounds);
        cluster.node(1).crashAt(Step.ARRIVE_SENT);
        cluster.node(2).freezeAt(Step.ARRIVE_SENT, Duration.ofMillis(100));
        cluster.run();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("comm-loopback") || name.startsWith("comm-program"));
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(port.get(), 1_000)).isInstanceOf(IOException.class);
        }
    }
}
