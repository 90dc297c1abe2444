package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.Departure;
import dev.comm.api.Verdict;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.Registry;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.live.process.ProcessCluster;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** {@code kill -9} at exact steps of the protocol, over real sockets (F01, F02, F05, F07, F08, F10). */
class KillIT {
    private static final int MIB = 1 << 20;
    private static final int SIGKILL = 128 + 9;

    @Test
    @FullOnly("CrashIT.b1_killBeforeABarrier; this one at an exact step")
    void b1_killedBeforeItArrivesAtABarrier_theOthersAgreeWithoutIt() {
        Cluster cluster = ProcessCluster.here(3).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(2).crashAt(Step.ARRIVE_SENDING);
        Run run = cluster.run();
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.ending(2).exitCode()).hasValue(SIGKILL);
        for (int rank : new int[] {0, 1, 3}) {
            Verdict verdict = run.report(rank, "verdict", Verdict.class);
            assertThat(verdict).as("rank %d", rank).isEqualTo(run.agreedVerdict());
            assertThat(run.ending(rank).exitCode()).hasValue(0);
        }
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 1, 3));
        assertThat(run.agreedVerdict().departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(Cause.CLOSED, Cause.RESET);
    }

    @Test
    @FullOnly("CrashIT.b12_killAfterABarrier")
    void b12_killedWhenItHasTheVerdict_theVerdictStandsAndTheNextSaysSo() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> {
            cluster.report(comm.rank(), "first", comm.barrier());
            cluster.report(comm.rank(), "second", comm.barrier());
        });
        cluster.node(1).crashAt(Step.DECISION_RECEIVED);
        Run run = cluster.run();
        assertThat(run.report(2, "first", Verdict.class).survivors()).isEqualTo(Set.of(0, 1, 2));
        assertThat(run.report(2, "second", Verdict.class).survivors()).isEqualTo(Set.of(0, 2));
        assertThat(run.reports(0, "second")).isEqualTo(run.reports(2, "second"));
    }

    @Test
    @FullOnly("CrashIT.c1_killHalfWayThroughACollectOf64MiB")
    void c1_killedHalfWayThroughACollect_itsSlotIsMarked() {
        Cluster cluster = ProcessCluster.here(3, "-Xmx128m").configure(Patience.ample());
        cluster.program(comm -> {
            Collected<byte[]> all = comm.collect(bytes(8 * MIB, comm.rank()));
            if (comm.rank() == 0) {
                cluster.report(0, "missing", all.missing());
                cluster.report(0, "checksum of 3", checksum(all.at(3).value()));
            }
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        Run run = cluster.run();
        assertThat(run.reports(0, "missing")).containsExactly(Set.of(2));
        assertThat(run.reports(0, "checksum of 3")).containsExactly(checksum(bytes(8 * MIB, 3)));
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 1, 3));
    }

    @Test
    @FullOnly("CrashIT.d1_killHalfWayThroughADistributeOf64MiB")
    void d1_killedWithItsPartOfADistribute_theOthersHoldTheSameBytes() {
        Cluster cluster = ProcessCluster.here(3, "-Xmx128m").configure(Patience.ample());
        cluster.program(comm -> cluster.report(
                comm.rank(),
                "checksum",
                checksum(comm.distribute(() -> bytes(8 * MIB, 7)).value())));
        cluster.node(1).crashAt(Step.PART_RECEIVED);
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 2, 3));
        for (int rank : new int[] {0, 2, 3}) {
            assertThat(run.reports(rank, "checksum")).containsExactly(checksum(bytes(8 * MIB, 7)));
        }
    }

    @Test
    @FullOnly("WorkIT.t2_aKilledNodesTasksAreRedone; this one at an exact step")
    void t2_killedWithTasks_theyAreRedoneAndEachHasOneResult() {
        Cluster cluster = ProcessCluster.here(3).configure(Patience.ample());
        Handlers square = Handlers.of("square", Integer.class, Integer.class, (number, context) -> number * number);
        cluster.serve(square, master -> {
            master.awaitComputeNodes(3, Duration.ofMinutes(1));
            TaskBatch<Integer, Integer> batch =
                    TaskBatch.of("square", IntStream.range(0, 200).boxed().toList(), Integer.class);
            try (TaskRun<Integer> tasks = master.submit(batch)) {
                for (TaskOutcome<Integer> outcome : tasks) {
                    cluster.report(0, "result", outcome.index() + "=" + outcome.value());
                }
                cluster.report(0, "redone", tasks.counts().redone());
            }
            master.shutdownComputeNodes(Duration.ofMinutes(1));
        });
        cluster.node(2).at(Step.REQUEST_RECEIVED, 5, () -> cluster.node(2).crash());
        Run run = cluster.run();
        assertThat(run.reports(0, "result"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                        .mapToObj(number -> number + "=" + number * number)
                        .toList());
        assertThat(((Number) run.reports(0, "redone").get(0)).intValue()).isPositive();
        assertThat(run.ending(2).exitCode()).hasValue(SIGKILL);
        assertThat(run.ending(1).exitCode()).hasValue(0);
    }

    @Test
    @FullOnly("CrashIT.b5_twoAtOnceAndAllButOne")
    void b5_allNodesAtOnce_theMasterGoesOnAlone() {
        Cluster cluster = ProcessCluster.here(3).configure(Patience.ample());
        cluster.program(comm -> {
            if (comm.rank() == 0) {
                comm.barrier();
                cluster.report(0, "alone", comm.barrier());
            } else {
                comm.barrier();
                Cluster.pause(Duration.ofMinutes(1));
            }
        });
        cluster.node(3).at(Step.DECISION_RECEIVED, 1, () -> cluster.nodes().forEach(node -> node.crash()));
        Run run = cluster.run();
        assertThat(run.report(0, "alone", Verdict.class).survivors()).isEqualTo(Set.of(0));
        assertThat(run.ending(0).exitCode()).hasValue(0);
    }

    @Test
    void b7_restarted_itComesBackUnderAnotherIncarnation() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        Handlers echo = Handlers.of("echo", String.class, String.class, (text, context) -> text);
        cluster.serve(echo, master -> {
            long before = master.awaitComputeNodes(2, Duration.ofMinutes(1))
                    .entries()
                    .get(1)
                    .incarnation();
            cluster.node(1).restart();
            while (isRegistered(master.registry(), 1, before)) {
                Cluster.pause(Duration.ofMillis(5));
            }
            long after = master.awaitComputeNodes(2, Duration.ofMinutes(1))
                    .entries()
                    .get(1)
                    .incarnation();
            cluster.report(0, "new", before != after);
            master.sendRequest("echo", "hello", String.class)
                    .forEach(reply -> cluster.report(0, "echo", reply.value()));
            master.shutdownComputeNodes(Duration.ofMinutes(1));
        });
        Run run = cluster.run();
        assertThat(run.ending(0).kind()).as("%s", run.ending(0)).isEqualTo(Ending.Kind.RETURNED);
        assertThat(run.reports(0, "new")).containsExactly(true);
        assertThat(run.reports(0, "echo")).containsExactly("hello", "hello");
        assertThat(run.endings().stream().filter(each -> each.rank() == 1).map(Ending::kind))
                .containsExactly(Ending.Kind.CRASHED, Ending.Kind.RETURNED);
    }

    /** Returns whether a node is registered. It reads the registry once, because a node may leave between two reads. */
    private static boolean isRegistered(Registry registry, int rank, long incarnation) {
        RegistryEntry entry = registry.entries().get(rank);
        return entry != null && entry.incarnation() == incarnation;
    }

    private static byte[] bytes(int count, int seed) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (seed + i * 31 + (i >> 8));
        }
        return bytes;
    }

    private static long checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }
}
