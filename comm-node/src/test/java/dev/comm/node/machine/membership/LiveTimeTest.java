package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Member;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.core.machine.Notice;
import dev.comm.node.machine.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The live time of a node is its own, and at most that of the master. */
class LiveTimeTest {
    private static Heartbeat rest(Duration rest) {
        return new Heartbeat(0, rest == null ? -1 : rest.toNanos(), 1, Script.FAST.heartbeat());
    }

    private static Script welcomed(Duration own, Duration ofMaster) {
        Script script = new Script(Script.config().liveTime(own).build()).registered();
        Welcome welcome = script.welcome();
        List<Member> members = new ArrayList<>(welcome.members());
        members.set(0, new Member(0, members.get(0).incarnation(), "host0", ofMaster));
        script.receive(new Welcome(2, 4, 1, 1, members, welcome.sequences(), welcome.content()));
        return script;
    }

    /** Returns the end of the live time that the program was told last, from now on. */
    private static Duration told(Script script) {
        List<Notice.LifeEnds> all = script.out.notices().stream()
                .filter(Notice.LifeEnds.class::isInstance)
                .map(Notice.LifeEnds.class::cast)
                .toList();
        long end = all.get(all.size() - 1).endNanos();
        return end == Long.MAX_VALUE ? null : Duration.ofNanos(end - script.now);
    }

    @Test
    void theWelcomeBoundsTheLiveTimeOfANode() {
        assertThat(told(welcomed(null, Duration.ofMinutes(8)))).isEqualTo(Duration.ofMinutes(8));
        assertThat(told(welcomed(Duration.ofMinutes(3), Duration.ofMinutes(8)))).isEqualTo(Duration.ofMinutes(3));
        assertThat(told(welcomed(Duration.ofMinutes(9), Duration.ofMinutes(8)))).isEqualTo(Duration.ofMinutes(8));
        assertThat(told(welcomed(Duration.ofMinutes(9), null))).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void aHeartbeatOfTheMasterExtendsAndShortensIt() {
        Script script = welcomed(null, Duration.ofMinutes(8));
        script.receive(rest(Duration.ofMinutes(20)));
        assertThat(told(script)).isEqualTo(Duration.ofMinutes(20));
        script.receive(rest(Duration.ofMinutes(2)));
        assertThat(told(script)).isEqualTo(Duration.ofMinutes(2));
        script.receive(rest(null));
        assertThat(told(script)).isNull();
    }

    @Test
    void aSlowHeartbeatDoesNotMoveTheEnd() {
        Script script = welcomed(null, Duration.ofMinutes(8));
        int before = script.out.notices().size();
        script.now += Duration.ofMillis(300).toNanos();
        script.receive(rest(Duration.ofMinutes(8)));
        assertThat(script.out.notices()).hasSize(before);
    }

    @Test
    void theNodeDrainsAndExpiresByTheTimeOfTheMasterAndTellsTheRest() {
        Script script = welcomed(null, Duration.ofSeconds(8));
        script.passWithMaster(Duration.ofMillis(6_900));
        assertThat(script.out.commands(Draining.class)).isEmpty();
        assertThat(script.out.commands(Heartbeat.class))
                .last()
                .satisfies(beat -> assertThat(beat.remainingNanos())
                        .isBetween(
                                Duration.ofSeconds(1).toNanos(),
                                Duration.ofMillis(1_600).toNanos()));
        script.passWithMaster(Duration.ofMillis(200));
        assertThat(script.out.commands(Draining.class)).as("a margin of 1 s").hasSize(1);
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(dev.comm.api.Cause.EXPIRED);
    }

    @Test
    void aNodeThatDrainsGoesOnToDrainUntilANewEnd() {
        Script script = welcomed(null, Duration.ofSeconds(8));
        script.passWithMaster(Duration.ofMillis(7_500));
        script.receive(rest(Duration.ofSeconds(5)));
        script.passWithMaster(Duration.ofMillis(4_500));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(script.out.commands(Draining.class)).hasSize(1);
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(dev.comm.api.Cause.EXPIRED);
    }
}
