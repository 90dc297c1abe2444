package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Verdict;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Capability;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Run;
import dev.comm.testkit.live.MemberExit;
import dev.comm.testkit.live.process.ProcessCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of the engine: it returns results, nothing outlives a run, and it shows the place where a program hangs.
 */
class EngineIT {
    /** An example of a result that a test may report. */
    record Result(int rank, List<Verdict> verdicts, String text) {}

    @Test
    @FullOnly("SameScenarioIT.b1_crashBetweenTwoCollectives; this one reports a record")
    void whatProgramsReportComesBackAsItWas() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> {
            Verdict verdict = comm.barrier();
            cluster.report(comm.rank(), "result", new Result(comm.rank(), List.of(verdict), "rank " + comm.rank()));
        });
        Run run = cluster.run();
        for (int rank = 0; rank <= 2; rank++) {
            Result result = new Result(rank, List.of(run.agreedVerdict()), "rank " + rank);
            assertThat(run.reports(rank, "result")).containsExactly(result);
        }
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 1, 2));
        assertThatThrownBy(() -> run.report(1, "other", Result.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void b6_aProgramThatHangsIsEndedAtTheLimitAndShowsWhere() {
        Cluster cluster = ProcessCluster.here(1).configure(Patience.ample()).limit(Duration.ofSeconds(25));
        cluster.program(comm -> comm.barrier());
        cluster.program(1, EngineIT::hangHere);
        Run run = cluster.runUnchecked();
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.OPEN);
        assertThat(run.breaches()).anyMatch(each -> each.contains("the program of rank 1 never ended"));
        assertThat(run.ending(1).output()).contains("EngineIT.hangHere");
        assertThatThrownBy(run::check).isInstanceOf(AssertionError.class).hasMessageContaining("rank 1 never ended");
    }

    private static void hangHere(dev.comm.api.Communicator comm) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void aScenarioThatDoesNotComeToItsRunInAMembersProcessIsToldSo() {
        Cluster cluster = ProcessCluster.here(1).configure(Patience.ample());
        cluster.program(comm -> comm.barrier());
        if (!(cluster instanceof ProcessCluster)) {
            throw new IllegalStateException("not in this process");
        }
        assertThatThrownBy(cluster::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not come to run()")
                .hasStackTraceContaining("not in this process");
        assertThat(MemberExit.NOT_PLAYED.code()).isEqualTo(91);
    }

    @Test
    void whatTheEngineCannotDoIsSaid() {
        Cluster cluster = ProcessCluster.here(1);
        assertThat(cluster.can(Capability.DRIFT)).isFalse();
        assertThat(cluster.can(Capability.CRASH)).isTrue();
        assertThatThrownBy(() -> cluster.node(1).drift(1.01))
                .isInstanceOfSatisfying(
                        MissingCapability.class,
                        missing -> assertThat(missing.capability()).isEqualTo(Capability.DRIFT));
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "signals are POSIX")
    void s1_noMemberOutlivesTheProcessOfTheTest_notEvenAStoppedOne(@TempDir Path folder) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forever.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().remove("XDG_RUNTIME_DIR");
        builder.environment().put("TMPDIR", temporary.toString());
        Process test = builder.start();
        try {
            List<ProcessHandle> members = awaitMembers(test, folder);
            test.destroyForcibly().waitFor();
            for (ProcessHandle member : members) {
                member.onExit().get(60, TimeUnit.SECONDS);
            }
            assertThat(members).hasSize(3).noneMatch(ProcessHandle::isAlive);
            assertThat(temporary).as("without the files of the run").isEmptyDirectory();
        } finally {
            test.descendants().forEach(ProcessHandle::destroyForcibly);
            test.destroyForcibly();
        }
    }

    private static List<ProcessHandle> awaitMembers(Process test, Path folder) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < end && test.isAlive()) {
            String output = Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
            if (output.contains(Forever.STOPPED)) {
                try (Stream<ProcessHandle> children = test.toHandle().children()) {
                    return children.filter(
                                    each -> each.info().command().orElse("").endsWith("java"))
                            .toList();
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("no run: " + Files.readString(folder.resolve("output")));
    }
}
