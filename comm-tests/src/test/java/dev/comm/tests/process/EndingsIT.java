package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The exit code and the last line of {@code comm run} agree with the departures of real processes. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "comm run is for POSIX systems")
class EndingsIT {
    @TempDir
    Path folder;

    private LaunchedRun run(int ranks, String scenario, String... options) throws Exception {
        return LaunchedRun.of(folder, ranks, List.of(options), Endings.class, scenario);
    }

    @Test
    void aRankThatEndsWith0WithoutLeavingIsLost() throws Exception {
        endWithoutLeaving("0", 8, "rank 0 is done, but 1 of 3 ranks failed");
    }

    @Test
    @FullOnly("aRankThatEndsWith0WithoutLeavingIsLost; this one may be lost")
    void aRankThatMayBeLostEndsWith0WithoutLeaving() throws Exception {
        endWithoutLeaving("1", 0, "done, 2 of 3 ranks left in order: ");
    }

    private void endWithoutLeaving(String allowed, int code, String last) throws Exception {
        LaunchedRun run = run(3, "exit", "--allow-lost", allowed);

        assertThat(run.code()).as(run.output()).isEqualTo(code);
        assertThat(run.lastLine()).startsWith("comm run: " + last).contains("rank 1 ended with 0", "but never left");
    }

    /** Ends all ranks before the first call. The first line says which part to add. */
    @Test
    @FullOnly("theLastWordsNeedNoLog; this one on two ranks and with a log")
    void aMissingSerializerEndsTheStart() throws Exception {
        LaunchedRun run = run(2, "exit", "--set", "serializer=none");

        assertThat(run.code()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("no SerializerProvider named 'none'");
        assertThat(run.lastLine()).contains("rank 0 ended with 3", "rank 1 ended with 3");
    }

    /** Prints the stack trace of the rank whose program threw, and one line of each other rank. */
    @Test
    @FullOnly("theLastWordsNeedNoLog; this one with a log")
    void onlyTheCulpritShowsAStackTrace() throws Exception {
        LaunchedRun run = run(3, "throw");

        requireOneTrace(run);
        assertThat(run.output())
                .containsOnlyOnce("rank 1 ends with code 5")
                .doesNotContain("rank 1 was lost", "rank 2 was lost", "ClosedException");
    }

    /** Prints the reasons on standard error if SLF4J has no binding. */
    @Test
    void theLastWordsNeedNoLog() throws Exception {
        LaunchedRun run = LaunchedRun.withoutLog(folder, 3, List.of(), Endings.class, "throw");

        requireOneTrace(run);
        assertThat(LaunchedRun.withoutLog(folder, 1, List.of("--set", "serializer=none"), Endings.class, "throw")
                        .output())
                .containsOnlyOnce("no SerializerProvider named 'none'");
    }

    private static void requireOneTrace(LaunchedRun run) {
        assertThat(run.code()).as(run.output()).isOne();
        assertThat(run.output())
                .containsOnlyOnce("at " + Endings.class.getName() + ".main")
                .contains(": rank 0 ends with code 1")
                .containsOnlyOnce("see the output of rank 0, which failed first"
                        + " (java.lang.IllegalStateException: the input is empty): rank 2 ends with code 5");
        assertThat(run.lastLine()).startsWith("comm run: failed: rank 0 ended with 1");
    }

    /** Warns about an incomplete collective that some ranks do not call because they have ended. */
    @Test
    void aCollectiveWithoutRanksThatLeftIsTold() throws Exception {
        collectAlone("timeout=1m", 8);
    }

    @Test
    @FullOnly("aCollectiveWithoutRanksThatLeftIsTold; in this one ranks may leave early")
    void aCollectiveWithoutRanksThatMayLeaveIsTold() throws Exception {
        collectAlone("min.survivors=1", 0);
    }

    private void collectAlone(String setting, int code) throws Exception {
        LaunchedRun run = run(2, "alone", "--set", setting);

        assertThat(run.code()).as(run.output()).isEqualTo(code);
        assertThat(run.output())
                .containsOnlyOnce("WARN  comm: call it on every rank, or set min.survivors if ranks may leave early:"
                        + " collect number 1 was decided without rank 1, which had left");
        assertThat(run.output().contains("collect number 1 was decided without ranks [1], which had left; exit code 8"))
                .isEqualTo(code == 8);
    }

    /** Fails if the master cannot listen because its port is taken. */
    @Test
    void aTakenPortIsAWrongSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LaunchedRun run = run(1, "throw", "--set", "bind=127.0.0.1:" + taken.getLocalPort());

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.output())
                    .contains("set bind (COMM_BIND) to an address with", "port " + taken.getLocalPort() + " is taken");
        }
    }

    private ForkedMember member(int rank, String scenario, String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "COMM_RANK",
                Integer.toString(rank),
                "COMM_SIZE",
                "2",
                "COMM_BIND",
                "127.0.0.1:0",
                "COMM_RENDEZVOUS",
                folder.resolve("master").toString()));
        for (String setting : settings) {
            environment.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return ForkedMember.start("rank " + rank, Endings.class, environment, List.of(), List.of(scenario));
    }

    /** S1: ends a program that computes for ever without a call of Comm, some time after its master. */
    @Test
    void s1_aProcessWhoseMasterIsGoneIsEnded() {
        try (ForkedMember master = member(0, "orphan");
                ForkedMember node = member(1, "orphan", "COMM_MASTER_LEASE=1s", "COMM_TERM_GRACE=1s")) {
            assertThat(master.awaitExit()).isEqualTo(9);
            assertThat(node.awaitExit()).as(node.output()).isEqualTo(5);
            assertThat(node.output())
                    .containsOnlyOnce("start it again, or set end.orphan=false if it has other work:"
                            + " this process, rank 1, goes on 2 s after the master is gone; Comm ends it with code 5");
        }
    }

    /** Counts rank 1 as a survivor although it has left before the end of rank 0. */
    @Test
    @FullOnly("aRankThatEndsWith0WithoutLeavingIsLost; this one leaves")
    void whoLeftInOrderIsNoLoss() throws Exception {
        LaunchedRun run = run(3, "left", "--set", "min.survivors=2", "--allow-lost", "1");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.lastLine()).startsWith("comm run: done, 2 of 3 ranks ended with 0: rank 2 ended with 9");
    }
}
