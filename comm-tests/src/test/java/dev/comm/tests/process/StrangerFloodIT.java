package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Thousands of strangers of all kinds, while a job of eight nodes runs (L1, B10, C2). */
class StrangerFloodIT {
    private static final int NODES = 8;
    private static final long MIB = 1 << 20;

    @Test
    void b10_strangersOfAllKindsChangeNoResultAndLeaveNothingBehind() {
        try (JobTeam team = new JobTeam(NODES)) {
            team.job(5);
            Usage before = team.usage();
            try (ForkedMember swarm = team.swarm(1_400, 400)) {
                swarm.tell("come").await("BEGUN");
                team.job(5);
                team.launch(NODES + 1);
                team.awaitNodes(NODES + 1);
                while (!swarm.output().contains("DONE")) {
                    team.job(5);
                }
                assertThat(swarm.await("DONE")).contains("strangers=1400 ");
            }
            team.job(5);
            team.awaitLevelOf(before, 1);
            assertThat(team.logLines()).isLessThan(60);
        }
    }

    /** By hand: {@code mvn verify -Dcomm.resources.full=true -Dit.test=StrangerFloodIT}. */
    @Test
    @EnabledIfSystemProperty(named = "comm.resources.full", matches = "true", disabledReason = "takes minutes")
    void b10_tenThousandStrangersCostTheJobLessThanAFifthOfItsTime() {
        int perSecond = Integer.getInteger("comm.resources.rate", 200);
        int strangers = 1_000;
        try (JobTeam team = new JobTeam(NODES)) {
            team.job(200);
            int rounds = (int) (200 * (perSecond == 0 ? 2_000 : 1_000L * strangers / perSecond) / team.job(200));
            Usage before = team.usage();
            List<Double> ratios = new ArrayList<>();
            try (ForkedMember swarm = team.swarm(strangers, perSecond)) {
                for (int part = 0; part < 10; part++) {
                    long without = team.job(rounds);
                    swarm.tell("come").await("BEGUN");
                    long with = team.job(rounds);
                    print(swarm.await("DONE") + "; job " + with + " ms, without " + without + " ms");
                    ratios.add((double) with / without);
                }
            }
            Collections.sort(ratios);
            print(rounds + " rounds, " + perSecond + " strangers in a second, ratios " + ratios);
            team.awaitLevelOf(before, 0);
            print("before " + before + ", after " + team.usage() + ", log lines " + team.logLines());
            if (perSecond > 0) {
                assertThat((ratios.get(4) + ratios.get(5)) / 2).isLessThan(1.2);
            }
        }
    }

    private static void print(String line) {
        System.out.println("[strangers] " + line);
    }

    /** A master and nodes that run the job, all in processes of their own. */
    private static final class JobTeam implements AutoCloseable {
        private static final String SECRET = "strangers do not know this one";

        private final List<ForkedMember> all = new ArrayList<>();
        private final ForkedMember master;
        private final int port;

        JobTeam(int nodes) {
            master = start("master", JobMaster.class, List.of("-Xmx64m"), "COMM_BIND", "127.0.0.1:0");
            port = Integer.parseInt(master.await("PORT"));
            for (int rank = 1; rank <= nodes; rank++) {
                launch(rank);
            }
            awaitNodes(nodes);
            master.tell("forget").await("DONE forget");
        }

        private ForkedMember start(String name, Class<?> main, List<String> options, String variable, String value) {
            ForkedMember member =
                    ForkedMember.start(name, main, java.util.Map.of("COMM_SECRET", SECRET, variable, value), options);
            all.add(member);
            return member;
        }

        void launch(int rank) {
            start("node " + rank, JobNode.class, List.of("-Xmx40m"), "COMM_MASTER", "127.0.0.1:" + port);
        }

        void awaitNodes(int count) {
            assertThat(master.tell("await " + count).await("DONE await")).contains(", " + count + "]");
        }

        ForkedMember swarm(int count, int perSecond) {
            List<String> arguments =
                    List.of(Integer.toString(port), Integer.toString(count), Integer.toString(perSecond));
            ForkedMember swarm = ForkedMember.start("swarm", Swarm.class, java.util.Map.of(), List.of(), arguments);
            swarm.await("READY");
            return swarm;
        }

        /** So many rounds; returns their time in milliseconds. */
        long job(int rounds) {
            String line = master.tell("job " + rounds).await("DONE job");
            assertThat(line).contains("rounds=" + rounds + " wrong=0 departed=0 ");
            Matcher millis = Pattern.compile("millis=(\\d+)").matcher(line);
            assertThat(millis.find()).isTrue();
            return Math.max(1, Long.parseLong(millis.group(1)));
        }

        Usage usage() {
            return Usage.parse(master.tell("usage").await("DONE usage"));
        }

        int logLines() {
            String line = master.tell("usage").await("DONE usage");
            return Integer.parseInt(line.replaceAll(".*logLines=", ""));
        }

        /** Waits until the master holds what it held before, apart from so many nodes that came since. */
        void awaitLevelOf(Usage before, int newcomers) {
            Usage now = usage();
            for (int i = 0; i < 3_000 && now.descriptors() > before.descriptors() + newcomers; i++) {
                now = usage();
            }
            assertThat(now.descriptors()).isLessThanOrEqualTo(before.descriptors() + newcomers);
            assertThat(now.threads()).isLessThanOrEqualTo(before.threads());
            assertThat(now.heapLive()).isLessThan(before.heapLive() + 4 * MIB);
        }

        @Override
        public void close() {
            all.forEach(ForkedMember::close);
        }
    }
}
