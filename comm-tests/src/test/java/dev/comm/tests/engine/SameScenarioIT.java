package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.Departure;
import dev.comm.api.Verdict;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.Replies;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A scenario has the same results in a simulation, over real sockets and with real processes. */
class SameScenarioIT {
    @ClusterTest(
            nodes = 3,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK, Engine.PROCESS})
    void b1_crashBetweenTwoCollectives(Cluster cluster) {
        int draw = cluster.workload().nextInt(1_000);
        cluster.configure(Patience.ample());
        cluster.program(comm -> {
            Collected<Integer> first = comm.collect(draw + comm.rank());
            Verdict second = comm.barrier();
            cluster.report(comm.rank(), "verdict", second);
            if (comm.rank() == 0) {
                cluster.report(0, "values", first.present());
            }
        });
        cluster.node(2).at(Step.ARRIVE_SENDING, 2, () -> cluster.node(2).crash());
        cluster.sometimes("somebody was lost", () -> !cluster.node(2).isRunning());
        Run run = cluster.run();
        assertThat(run.reports(0, "values")).containsExactly(List.of(draw, draw + 1, draw + 2, draw + 3));
        for (int rank : new int[] {0, 1, 3}) {
            assertThat(run.report(rank, "verdict", Verdict.class)).isEqualTo(run.agreedVerdict());
        }
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 1, 3));
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.sometimes().get("somebody was lost")).isPositive();
    }

    @ClusterTest(
            nodes = 2,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK})
    void b5_mutedNodeIsSilentForTheOthers(Cluster cluster) {
        playMuted(cluster);
    }

    @ClusterTest(nodes = 2, engines = Engine.PROCESS)
    @FullOnly("FreezeIT.b7_aZombieIsFenced; this one is muted")
    void b5_mutedProcessIsSilentForTheOthers(Cluster cluster) {
        playMuted(cluster);
    }

    private static void playMuted(Cluster cluster) {
        cluster.configure(Patience.untilDead());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(1).at(Step.ARRIVE_SENDING, 1, () -> cluster.node(1).mute());
        Run run = cluster.run();
        Verdict verdict = run.report(2, "verdict", Verdict.class);
        assertThat(verdict.survivors()).isEqualTo(Set.of(0, 2));
        assertThat(verdict.departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(Cause.SILENT);
        assertThat(run.reports(1, "verdict")).isEmpty();
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.THREW);
    }

    @ClusterTest(
            nodes = 2,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK})
    void l2_cutNodeIsGoneAndItsReplacementServes(Cluster cluster) {
        playCut(cluster);
    }

    @ClusterTest(nodes = 2, engines = Engine.PROCESS)
    @FullOnly("KillIT.b7_restarted_itComesBack; this one is cut before")
    void l2_cutProcessIsGoneAndItsReplacementServes(Cluster cluster) {
        playCut(cluster);
    }

    private static void playCut(Cluster cluster) {
        cluster.configure(Patience.ample());
        Handlers echo = Handlers.of("echo", String.class, String.class, (text, context) -> text + context.rank());
        cluster.serve(echo, master -> {
            master.awaitComputeNodes(2, Duration.ofMinutes(1));
            cluster.node(1).cut();
            while (master.registry().entries().containsKey(1)) {
                Cluster.pause(Duration.ofMillis(5));
            }
            cluster.node(1).restart();
            master.awaitComputeNodes(2, Duration.ofMinutes(1));
            Replies<String> replies = master.sendRequest("echo", "I am ", String.class);
            replies.forEach(reply -> cluster.report(0, "reply", reply.value()));
            master.shutdownComputeNodes(Duration.ofMinutes(1));
        });
        Run run = cluster.run();
        assertThat(run.reports(0, "reply")).containsExactly("I am 1", "I am 2");
    }

    @ClusterTest(
            nodes = 3,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK, Engine.PROCESS},
            chaos = {FaultKind.CRASH, FaultKind.CUT, FaultKind.SLOW, FaultKind.FREEZE},
            until = "3s")
    void b6_chaosEndsAndNobodyHangs(Cluster cluster) {
        cluster.configure(Patience.untilDead());
        cluster.program(comm -> {
            for (int round = 0; round < 20; round++) {
                comm.barrier();
                Cluster.pause(Duration.ofMillis(100));
            }
        });
        Run run = cluster.run();
        assertThat(run.endings()).hasSizeGreaterThanOrEqualTo(4).noneMatch(each -> each.kind() == Ending.Kind.OPEN);
    }
}
