package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.live.proxy.FaultProxy;
import dev.comm.testkit.live.proxy.ProxyWay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A man in the middle that changes or drops bytes between a node and its master. A handshake notices each change.
 * Behind it TLS notices all, so that the node is lost and its work is done again; without TLS values may be wrong, but
 * each call ends and the rest of the team goes on (SECURITY 8).
 */
@Timeout(600)
@ParameterizedClass
@EnumSource
class TamperedTrafficTest {
    private static final int TASKS = 30;

    @Parameter
    Channel channel;

    private HonestTeam team;
    private FaultProxy way;

    @BeforeEach
    void start() {
        team = new HonestTeam(channel);
        way = FaultProxy.to(team.address());
    }

    @AfterEach
    void end() {
        way.close();
        team.close();
    }

    /** A second node, past the man in the middle; it is registered and serves when this returns. */
    private void join(InetSocketAddress past) {
        team.addPast(past);
        while (team.master().registry().entries().values().stream()
                .anyMatch(each -> each.serving().isEmpty())) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Each flip costs the node one attempt, and it is in at last. */
    @Test
    void bitsFlippedInAHandshakeAreNoticedAndTheNodeGetsInAfterwards() {
        for (FrameType type : List.of(FrameType.HELLO, FrameType.CHALLENGE, FrameType.PROOF, FrameType.MASTER_PROOF)) {
            for (int position : new int[] {0, 3, 5, 11, 26, 40}) {
                if (!channel.isEncrypted()) {
                    way.rule(FrameRule.next(1, frame -> frame.is(type), FrameVerdict.corrupt(position)));
                }
            }
        }
        for (int at : new int[] {0, 3, 50, 100}) {
            if (channel.isEncrypted()) {
                way.toTarget().corrupt(at + 2_000L * at);
                way.toClient().corrupt(at + 3_000L * at);
            }
        }
        join(way.address());
        assertThat(way.accepted()).as("attempts to connect").isGreaterThan(1);
        assertThat(team.registered()).hasSize(2);
        way.heal();
        team.requireEcho(2);
    }

    /** All outcomes of a batch; each ends. */
    private List<TaskOutcome<String>> batch() {
        List<String> inputs =
                IntStream.range(0, TASKS).mapToObj(i -> "task " + i).toList();
        try (TaskRun<String> run = team.master()
                .submit(TaskBatch.of("echo", inputs, String.class)
                        .estimate(Duration.ofMillis(20))
                        .timeout(Duration.ofSeconds(5))
                        .attempts(10)
                        .retries(10))) {
            return java.util.stream.StreamSupport.stream(run.spliterator(), false)
                    .toList();
        }
    }

    private static void requireRight(List<TaskOutcome<String>> outcomes) {
        assertThat(outcomes)
                .hasSize(TASKS)
                .allSatisfy(task -> assertThat(task.value()).isEqualTo("task " + task.index()));
    }

    @Test
    void bitsFlippedAfterTheHandshakeHarmNoOtherMember() {
        for (ProxyWay direction : List.of(way.toTarget(), way.toClient())) {
            for (int at : new int[] {0, 2, 8, 11, 25, 60, 200}) {
                join(way.address());
                direction.corrupt(at);
                List<TaskOutcome<String>> outcomes = batch();
                if (channel.isEncrypted()) {
                    requireRight(outcomes);
                } else {
                    assertThat(outcomes).hasSize(TASKS);
                }
                way.heal();
                way.reset();
                team.requireRid();
            }
        }
    }

    /** Without TLS the man in the middle can drop a frame, with TLS no more than a record that it cannot read. */
    @Test
    void whatIsDroppedIsDoneAgain() throws Exception {
        if (channel.isEncrypted()) {
            dropARecord();
        } else {
            dropFrames();
        }
    }

    private void dropFrames() {
        for (FrameType type : List.of(FrameType.REQUEST, FrameType.RESULT, FrameType.RESULT_ACK, FrameType.HEARTBEAT)) {
            join(way.address());
            FrameRule.Handle rule = way.rule(FrameRule.next(3, frame -> frame.is(type), FrameVerdict.drop()));
            requireRight(batch());
            assertThat(rule.hits() > 0 || type == FrameType.HEARTBEAT)
                    .as("a %s was dropped", type)
                    .isTrue();
            rule.close();
            way.reset();
            team.requireRid();
        }
    }

    private void dropARecord() throws Exception {
        try (RecordThief thief = new RecordThief(team.address())) {
            join(thief.address());
            thief.takeOne();
            requireRight(batch());
            while (!thief.hasTakenAll()) {
                LockSupport.parkNanos(1_000_000);
            }
            team.requireRid();
        }
        assertThat(team.master().report().departed()).hasSize(1);
    }
}
