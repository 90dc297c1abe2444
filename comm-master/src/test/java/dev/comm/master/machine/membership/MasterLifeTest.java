package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.master.machine.LiveTimeCall;
import dev.comm.master.machine.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The master tells each node how long the run may last. */
class MasterLifeTest {
    private static Duration rest(Script.Peer peer) {
        return peer.got(Welcome.class).get(0).members().get(0).remainingLiveTime();
    }

    private static long lastRest(Script.Peer peer) {
        List<Heartbeat> all = peer.got(Heartbeat.class);
        return all.get(all.size() - 1).remainingNanos();
    }

    @Test
    void theWelcomeHasTheRestAndNotTheWholeTime() {
        Script script = Script.serving(settings -> settings.liveTime(Duration.ofSeconds(60)));
        Script.Peer first = script.join(-1);
        script.afterWithLife(20 * Script.SECOND, first);
        assertThat(rest(first)).isEqualTo(Duration.ofSeconds(60));
        assertThat(rest(script.join(-1))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void heartbeatsHaveTheRestAsItChanges() {
        Script script = Script.serving(settings -> settings);
        Script.Peer peer = script.join(-1);
        script.afterWithLife(Script.SECOND, peer);
        assertThat(lastRest(peer)).isEqualTo(-1);

        script.submit(new LiveTimeCall(50 * Script.SECOND));
        script.afterWithLife(Script.SECOND, peer);
        assertThat(lastRest(peer)).isBetween(49 * Script.SECOND, 50 * Script.SECOND);

        script.submit(new LiveTimeCall(9 * Script.SECOND));
        script.afterWithLife(Script.SECOND, peer);
        assertThat(lastRest(peer)).isBetween(8 * Script.SECOND, 9 * Script.SECOND);

        script.submit(new LiveTimeCall(-1));
        script.afterWithLife(Script.SECOND, peer);
        assertThat(lastRest(peer)).isEqualTo(-1);
    }

    /** The first heartbeat of a node comes before its WELCOME, so it does not know the time of the master yet. */
    @Test
    void theMasterCountsWithItsOwnTimeBeforeANodeAnswers() {
        Script script = Script.serving(settings -> settings.liveTime(Duration.ofSeconds(60)));
        script.join(-1);
        assertThat(script.submit(new RegistryCall())
                        .completion()
                        .result()
                        .entries()
                        .get(1)
                        .remainingLiveTime())
                .isEqualTo(Duration.ofSeconds(60));
    }
}
