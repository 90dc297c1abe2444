package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.work.RegistryEntry;
import dev.comm.core.machine.Event;
import dev.comm.master.machine.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A master with many nodes asks each of them for fewer heartbeats. The configured interval is 200 ms, and a node is
 * dead after 2 s.
 */
class HeartbeatIntervalTest {
    private static final long DEAD_NANOS = Profile.FAST.timing().dead().toNanos();

    @ParameterizedTest
    @CsvSource({"1, 200", "307, 200", "384, 250", "768, 500", "1024, 666", "1500, 666"})
    void theIntervalGrowsWithTheNodesUpToAThirdOfTheDeadTimeout(int nodes, long millis) {
        Script script = Script.running(nodes + 1);
        script.after(260 * Script.MILLI);
        for (Script.Peer peer : List.of(script.rank(1), script.rank(nodes))) {
            assertThat(last(peer) / Script.MILLI).isEqualTo(millis);
        }
    }

    @Test
    void theMasterKeepsToItItself() {
        Script script = Script.running(769);
        Script.Peer one = script.rank(1);
        script.after(260 * Script.MILLI);
        script.recorder.clear();
        script.afterWithLife(380 * Script.MILLI, one);
        assertThat(one.got(Heartbeat.class)).as("nine tenths are not over").isEmpty();
        script.after(200 * Script.MILLI);
        assertThat(one.got(Heartbeat.class)).hasSize(1);
    }

    @Test
    void theIntervalFollowsWhoComesAndWhoGoes() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        heard(script, one);
        assertThat(last(one)).isEqualTo(200 * Script.MILLI);
        for (int i = 1; i < 384; i++) {
            script.join(-1);
        }
        heard(script, one);
        assertThat(last(one)).isEqualTo(250 * Script.MILLI);
        script.peers.subList(200, 384).forEach(Script.Peer::dies);
        heard(script, one);
        heard(script, one);
        assertThat(last(one)).isEqualTo(200 * Script.MILLI);
    }

    @Test
    void aLongerIntervalThatWasAgreedStaysAsItIs() {
        Script script = Script.running(769, settings -> settings.timing(beatingEvery(Duration.ofMillis(599))));
        script.after(700 * Script.MILLI);
        assertThat(last(script.rank(1))).isEqualTo(599 * Script.MILLI);
    }

    @Test
    void nobodyIsSuspectBeforeTwoIntervalsHavePassed() {
        Script script = Script.running(769);
        Script.Peer one = script.rank(1);
        heard(script, one);
        script.after(950 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.ALIVE);
        script.after(80 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
        script.step(new Event.Heard(one.endpoint()));
        script.after(0);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.ALIVE);
    }

    @Test
    void whoWasToldAShorterIntervalIsJudgedByItOnceItsHeartbeatSaysSo() {
        Script script = Script.running(769);
        Script.Peer one = script.rank(1);
        heard(script, one);
        assertThat(last(one)).isEqualTo(500 * Script.MILLI);
        script.peers.subList(10, 768).forEach(Script.Peer::dies);
        while (last(one) != 200 * Script.MILLI) {
            script.afterWithLife(100 * Script.MILLI, one);
        }
        script.after(700 * Script.MILLI);
        assertThat(state(script)).as("the pause of the node had begun before").isEqualTo(RegistryEntry.State.ALIVE);
        one.arrives(0, CollectiveKind.BARRIER);
        script.after(700 * Script.MILLI);
        assertThat(state(script)).as("another frame ends no pause").isEqualTo(RegistryEntry.State.ALIVE);
        one.says(new Heartbeat(1, -1, 1, 500 * Script.MILLI));
        script.after(700 * Script.MILLI);
        assertThat(state(script))
                .as("the node did not know the new interval yet")
                .isEqualTo(RegistryEntry.State.ALIVE);
        one.says(new Heartbeat(2, -1, 1, 200 * Script.MILLI));
        script.after(700 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
    }

    @Test
    void b5_silenceEndsInADepartureWithinTheDeadTimeAndTwoAgreedHeartbeats() {
        Script script = Script.running(769);
        script.afterWithLife(Script.SECOND, script.peers.toArray(Script.Peer[]::new));
        script.recorder.clear();
        Script.Peer one = script.rank(1);
        script.afterWithLife(DEAD_NANOS - Script.MILLI, one);
        assertThat(script.rank(2).got(Fenced.class)).isEmpty();
        script.afterWithLife((1 + 2 * 200 + 20) * Script.MILLI, one);
        assertThat(script.rank(2).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.SILENT);
        assertThat(one.got(ViewChange.class)).hasSize(1);
        assertThat(one.got(ViewChange.class).get(0).departed()).hasSize(767);
    }

    @Test
    void b5_theBoundIsThatOfTheAgreedHeartbeatHoweverShortThatIs() {
        Duration heartbeat = Duration.ofMillis(10);
        Script script = Script.running(1_101, settings -> settings.timing(beatingEvery(heartbeat)));
        List<Script.Peer> silent = script.peers.subList(0, 8);
        long begin = script.now;
        heardOneByOne(script, silent, 77 * Script.MILLI);
        script.after(500 * Script.MILLI);
        heardOneByOne(script, script.peers.subList(8, 1_100), Script.MILLI / 2);
        long bound = DEAD_NANOS
                + 2 * heartbeat.toNanos()
                + Profile.FAST.timing().aggregation().toNanos();
        for (int i = 0; i < silent.size(); i++) {
            script.after(begin + i * 77 * Script.MILLI + bound - script.now);
            assertThat(silent.get(i).got(Fenced.class)).as("silent node %d", i).hasSize(1);
        }
    }

    @Test
    void b5_oneOfFewIsNoticedAtOnceAfterThousandsHaveGone() {
        Script script = Script.running(769);
        script.afterWithLife(Script.SECOND, script.peers.toArray(Script.Peer[]::new));
        script.peers.subList(2, 768).forEach(Script.Peer::dies);
        script.recorder.clear();
        script.afterWithLife(DEAD_NANOS + (2 * 200 + 20) * Script.MILLI, script.rank(1));
        assertThat(script.rank(2).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.SILENT);
    }

    @Test
    void aNodeCannotAskForAnInterval() {
        Script script = Script.running(2);
        Script.Peer one = script.rank(1);
        one.says(new Heartbeat(1, -1, 1, Long.MAX_VALUE / 4));
        script.after(230 * Script.MILLI);
        one.arrives(0, CollectiveKind.BARRIER);
        assertThat(last(one)).isEqualTo(200 * Script.MILLI);
        script.after(630 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
    }

    private static void heardOneByOne(Script script, List<Script.Peer> peers, long pauseNanos) {
        for (Script.Peer peer : peers) {
            script.step(new Event.Heard(peer.endpoint()));
            script.after(pauseNanos);
        }
    }

    /** Lets a living node be heard for long enough that the master must send a heartbeat. */
    private static void heard(Script script, Script.Peer peer) {
        script.afterWithLife(500 * Script.MILLI, peer);
    }

    private static Timing beatingEvery(Duration interval) {
        return Profile.FAST.timing().toBuilder().heartbeat(interval).build();
    }

    private static long last(Script.Peer peer) {
        List<Heartbeat> all = peer.got(Heartbeat.class);
        return all.get(all.size() - 1).intervalNanos();
    }

    private static RegistryEntry.State state(Script script) {
        return script.submit(new RegistryCall())
                .completion()
                .result()
                .entries()
                .get(1)
                .state();
    }
}
