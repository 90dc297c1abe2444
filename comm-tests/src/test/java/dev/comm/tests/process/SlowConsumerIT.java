package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A master with little memory, and a node that is stopped while all others send much (R4, C2). */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "SIGSTOP is POSIX")
class SlowConsumerIT {
    private static final int MIB = 1 << 20;
    private static final long BOUND = 64L * MIB;
    private static final int STOPPED = 8;
    /** The number of parts of the whole run. The parts are short, so that other load affects both teams equally. */
    private static final int PARTS = 40;

    private static final int ROUNDS_OF_PART = 25;
    private static final int[] OTHERS = IntStream.range(0, STOPPED).toArray();

    @Test
    @FullOnly("r4_tasksForAStoppedNode; this one with results")
    void r4_aStoppedNodeCostsTheMasterLittleMemoryAndTheOthersNoResult() throws IOException {
        try (ForkedTeam team = team(STOPPED + 1).start()) {
            team.at(STOPPED).signal("STOP");
            assertThat(round(team, "many-distribute", 60, OTHERS)).contains("departed={8=");
            round(team, "many-collect", 60, OTHERS);
            checkMaster(team);
            team.exit(OTHERS);
        }
    }

    @Test
    void r4_tasksForAStoppedNodeAreDoneByTheOthersInLittleMemory() {
        try (JobTeam team = JobTeam.of(3, "-Dtest.dead.millis=5000")) {
            team.job(1);
            team.at(2).signal("STOP");
            assertThat(team.largeTasks(400)).containsPattern("^wrong=0 .*departed=\\[2=(SILENT|STALLED)]$");
            Usage usage = team.usage();
            print("master with tasks: " + usage);
            assertThat(usage.heapPeak()).isLessThan(BOUND);
            assertThat(usage.directPeak()).isLessThan(BOUND);
        }
    }

    /**
     * Compares two teams in turn: one that lost its stopped node, and one that never had this node. It is started by
     * hand with {@code mvn verify -Dcomm.resources.full=true -Dit.test=SlowConsumerIT}.
     */
    @Test
    @EnabledIfSystemProperty(named = "comm.resources.full", matches = "true", disabledReason = "takes minutes")
    void r4_withoutTheLostNodeTheOthersAreAsFastAsIfItHadNeverBeen() throws IOException {
        try (ForkedTeam team = team(STOPPED + 1).start();
                ForkedTeam seven = team(STOPPED).start()) {
            team.at(STOPPED).signal("STOP");
            print("until it was lost: " + round(team, "many-distribute", 10, OTHERS));
            round(seven, "many-distribute", 10, OTHERS);
            for (String command : new String[] {"many-distribute", "many-collect"}) {
                List<Double> ratios = new ArrayList<>();
                for (int part = 0; part < PARTS; part++) {
                    boolean first = part % 2 == 0;
                    long before = first ? millis(round(seven, command, ROUNDS_OF_PART, OTHERS)) : 0;
                    long with = millis(round(team, command, ROUNDS_OF_PART, OTHERS));
                    long without = first ? before : millis(round(seven, command, ROUNDS_OF_PART, OTHERS));
                    ratios.add((double) with / without);
                    print(command + " x " + ROUNDS_OF_PART + ": " + with + " ms after the loss, " + without
                            + " ms without");
                }
                Collections.sort(ratios);
                print(command + " ratios " + ratios + ", median " + ratios.get(PARTS / 2));
                assertThat(ratios.get(PARTS / 2)).isLessThan(1.2);
            }
            checkMaster(team);
            team.exit(OTHERS);
            seven.exit(OTHERS);
        }
    }

    private static ForkedTeam team(int size) {
        return ForkedTeam.of(size)
                .option("-Xmx40m")
                .option("-Dtest.dead.millis=5000")
                .masterOption("-Xmx64m")
                .masterOption("-XX:MaxDirectMemorySize=64m");
    }

    /** Runs the given number of rounds of 1 MiB at some ranks, and returns the answer of rank 0. */
    private static String round(ForkedTeam team, String command, int count, int... ranks) {
        team.tell(command + " " + count + " " + MIB, ranks);
        String master = "";
        for (int i = ranks.length - 1; i >= 0; i--) {
            String line = team.at(ranks[i]).await("DONE " + command);
            assertThat(line)
                    .as("rank %d", ranks[i])
                    .contains("rounds=" + count + " ", " wrong=0 ", " survivors=[0, 1, 2, 3, 4, 5, 6, 7] ");
            master = line;
        }
        return master;
    }

    private static void checkMaster(ForkedTeam team) throws IOException {
        Usage usage = Usage.parse(team.tell("usage", 0).at(0).await("DONE usage"));
        print("master: " + usage);
        assertThat(usage.heapPeak()).isLessThan(BOUND);
        assertThat(usage.directPeak()).isLessThan(BOUND);
        for (int rank : OTHERS) {
            assertThat(team.at(rank).output()).doesNotContain("OutOfMemoryError");
        }
        assertThat(turnsAway(team)).as("the master still accepts and answers").isTrue();
    }

    private static boolean turnsAway(ForkedTeam team) throws IOException {
        try (Socket stranger =
                new Socket(team.master().getAddress(), team.master().getPort())) {
            stranger.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ForkedMember.PATIENCE_SECONDS));
            stranger.getOutputStream().write(new byte[64]);
            return stranger.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static long millis(String report) {
        Matcher millis = Pattern.compile("millis=(\\d+)").matcher(report);
        assertThat(millis.find()).isTrue();
        return Long.parseLong(millis.group(1));
    }

    private static void print(String line) {
        System.out.println("[R4] " + line);
    }
}
