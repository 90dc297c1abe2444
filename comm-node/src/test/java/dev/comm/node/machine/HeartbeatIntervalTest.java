package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.Notice;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A node follows the interval that its master asks for. The configured interval is 200 ms, and the master is lost after
 * 2 s.
 */
class HeartbeatIntervalTest {
    @ParameterizedTest
    @CsvSource({"0, 200", "1, 200", "200, 200", "300, 300", "500, 500", "667, 666", "3155760000000, 666"})
    void whatTheMasterAsksForIsKeptWithinBounds(long askedMillis, long keptMillis) {
        Script script = Script.member();
        script.receive(asking(askedMillis));
        script.passWithMaster(Duration.ofMillis(500));
        int before = script.out.commands(Heartbeat.class).size();
        script.passWithMaster(Duration.ofSeconds(30));
        assertThat(script.out.commands(Heartbeat.class).size() - before)
                .isBetween((int) (30_000 / keptMillis * 95 / 100), (int) (30_000 / keptMillis * 105 / 100));
        assertThat(script.out.commands(Heartbeat.class).get(before).intervalNanos() / 1_000_000)
                .isEqualTo(keptMillis);
    }

    @Test
    void aShorterIntervalIsFollowedWithTheNextPause() {
        Script script = Script.member();
        script.receive(asking(500));
        script.passWithMaster(Duration.ofSeconds(2));
        script.receive(asking(200));
        script.passWithMaster(Duration.ofMillis(550));
        int before = script.out.commands(Heartbeat.class).size();
        script.passWithMaster(Duration.ofMillis(1_000));
        assertThat(script.out.commands(Heartbeat.class).size() - before).isBetween(4, 6);
    }

    @Test
    void aMasterIsNotSuspectBeforeTwoOfItsIntervalsHavePassed() {
        Script script = Script.member();
        script.receive(asking(500));
        script.passInSilence(Duration.ofMillis(999));
        assertThat(script.out.notices()).isEmpty();
        script.passInSilence(Duration.ofMillis(2));
        assertThat(((Notice.MasterSuspected) script.out.notices().get(0)).lost())
                .isFalse();
    }

    @Test
    void m1_aMasterThatAsksForAgesIsLostInTimeAllTheSame() {
        Script script = Script.member();
        script.receive(asking(3_155_760_000_000L));
        script.passInSilence(Duration.ofMillis(2_001));
        assertThat(((Notice.MasterSuspected) script.out.notices().get(1)).lost())
                .isTrue();
    }

    @Test
    void aNodeThatWaitsForTheStartFollowsToo() {
        Script script = new Script(Script.config().build()).registered();
        script.receive(asking(500));
        script.passWithMaster(Duration.ofMillis(500));
        int before = script.out.commands(Heartbeat.class).size();
        script.passWithMaster(Duration.ofSeconds(3));
        assertThat(script.out.commands(Heartbeat.class).size() - before).isBetween(5, 7);
    }

    private static Heartbeat asking(long millis) {
        return new Heartbeat(0, -1, 1, millis * 1_000_000);
    }
}
