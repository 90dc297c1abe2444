package dev.comm.master.machine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Limits;
import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.AnyCommand;
import dev.comm.core.testing.Effect;
import dev.comm.core.testing.Extent;
import dev.comm.master.machine.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Strangers cost the master little, and cost other peers nothing (L1, SEC-20, SEC-23, SEC-25). */
class StrangersTest {
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));
    private static final Bytes WRONG = Bytes.of(new byte[32]);
    private static final String THERE = "10.9.9.9";

    private static Script master() {
        return Script.serving(settings -> settings.secret(SECRET));
    }

    private static Script.Peer guess(Script script, String address) {
        Script.Peer peer = script.open(address);
        peer.says(script.hello(-1, peer.incarnation()));
        peer.says(new Proof(WRONG));
        return peer;
    }

    @Test
    void sec25_aWrongProofIsAnsweredLateAndNotAlwaysEquallyLate() {
        Set<Long> delays = new TreeSet<>();
        Script script = master();
        for (int i = 0; i < 20; i++) {
            Script.Peer peer = guess(script, "10.0.0." + i);
            peer.says(script.registration());
            long begin = script.now;
            script.after(FailedProofs.DELAY_NANOS_MIN - 1);
            assertThat(peer.got(Rejected.class)).isEmpty();
            while (peer.got(Rejected.class).isEmpty()) {
                script.after(script.machine.nextDeadlineNanos() - script.now);
            }
            delays.add(script.now - begin);
            assertThat(peer.isFinished()).isTrue();
        }
        assertThat(delays)
                .hasSize(20)
                .allMatch(delay -> delay >= FailedProofs.DELAY_NANOS_MIN && delay <= FailedProofs.DELAY_NANOS_MAX);
    }

    @Test
    void sec25_oneAddressGetsFiveAnswersASecondAndOthersTheirOwn() {
        Script script = master();
        List<Script.Peer> guesses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            guesses.add(guess(script, THERE));
        }
        Script.Peer other = guess(script, "10.9.9.10");
        script.after(FailedProofs.DELAY_NANOS_MAX);
        assertThat(guesses.stream().filter(peer -> !peer.got(Rejected.class).isEmpty()))
                .hasSize(FailedProofs.ANSWERS_PER_SECOND);
        assertThat(guesses.stream().filter(Script.Peer::isAborted)).hasSize(50 - FailedProofs.ANSWERS_PER_SECOND);
        assertThat(other.got(Rejected.class)).hasSize(1);
        script.after(Script.SECOND);
        Script.Peer later = guess(script, THERE);
        script.after(FailedProofs.DELAY_NANOS_MAX);
        assertThat(later.got(Rejected.class)).hasSize(1);
    }

    @Test
    void sec25_whoWaitsForAnAnswerStillCountsAndLeavesNothingBehind() {
        Script script = Script.serving(settings -> settings.secret(SECRET).limits(handshakes(8)));
        Script.Peer guessing = guess(script, THERE);
        script.open(THERE);
        assertThat(guessing.isAborted()).as("one place for each address").isTrue();
        script.after(FailedProofs.DELAY_NANOS_MAX);
        assertThat(guessing.got(Rejected.class)).isEmpty();
    }

    @Test
    void anAddressThatOpensManyTakesThePlacesOfItsOwn() {
        Script script = Script.serving(settings -> settings.limits(handshakes(64)));
        Script.Peer other = script.open("10.1.1.1");
        List<Script.Peer> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(script.open(THERE));
        }
        assertThat(many.stream().filter(peer -> !peer.isAborted())).containsExactlyElementsOf(many.subList(992, 1_000));
        assertThat(other.isAborted()).isFalse();
        other.says(script.hello(-1, 5));
        other.says(new Proof(Bytes.EMPTY));
        other.says(script.registration());
        other.beats();
        assertThat(other.got(Welcome.class)).hasSize(1);
    }

    @Test
    void addressesThatFillAllPlacesTakeThoseOfTheirOwn() {
        Script script = Script.serving(settings -> settings.limits(handshakes(64)));
        Script.Peer other = script.open("10.1.1.1");
        for (int i = 0; i < 1_000; i++) {
            script.open("10.9.9." + i % 8);
        }
        assertThat(other.isAborted()).isFalse();
    }

    @Test
    void thisMachineMayUseAllPlaces() {
        Script script = Script.serving(settings -> settings.limits(handshakes(64)));
        List<Script.Peer> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(script.open("127.0.0.1"));
        }
        assertThat(many.stream().filter(Script.Peer::isAborted)).containsExactly(many.get(0));
    }

    /**
     * Accepts 256 processes that start at the same time on one host, and here also 2,048 or 8,192. They are no attack.
     */
    @Test
    void membersThatComeTogetherAllGetIn() {
        Script script = Script.serving(settings -> settings);
        List<Script.Peer> accepted = new ArrayList<>();
        int bursts = Extent.of(16, 64);
        for (int burst = 0; burst < bursts; burst++) {
            List<Script.Peer> together = new ArrayList<>();
            for (int i = 0; i < 128; i++) {
                together.add(script.open(burst % 2 == 0 ? "127.0.0.1" : THERE));
            }
            together.forEach(peer -> peer.says(script.hello(-1, peer.incarnation())));
            together.forEach(peer -> {
                peer.says(new Proof(Bytes.EMPTY));
                peer.says(script.registration());
            });
            accepted.addAll(together);
        }
        accepted.forEach(Script.Peer::beats);
        assertThat(script.recorder.all(Effect.Aborted.class)).isEmpty();
        long welcomed = script.recorder.all(Effect.Sent.class).stream()
                .filter(sent -> sent.command() instanceof Welcome)
                .count();
        assertThat(welcomed).isEqualTo(bursts * 128L);
    }

    @Test
    void f42_aStrangerThatSpeaksSlowlyHasOneDeadlineForAll() {
        Script script = master();
        Script.Peer slow = script.open(THERE);
        for (int i = 0; i < 19; i++) {
            script.after(100 * Script.MILLI);
            script.step(new Event.Heard(slow.endpoint()));
        }
        assertThat(slow.isAborted()).isFalse();
        slow.says(script.hello(-1, 1));
        script.after(99 * Script.MILLI);
        assertThat(slow.isAborted()).isFalse();
        script.after(Script.MILLI);
        assertThat(slow.isAborted()).as("after 2 s in all").isTrue();
    }

    @Test
    void refusedConnectionsThatAreNotClosedByTheirPeersAreBoundedToo() {
        Script script = Script.serving(settings -> settings.limits(handshakes(16)));
        Hello good = script.hello(1, 1);
        Hello newer = good.toBuilder().versions(7, 9).build();
        List<Script.Peer> refused = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Script.Peer peer = script.open("10.2." + i + ".1");
            peer.says(newer);
            refused.add(peer);
        }
        assertThat(refused).allMatch(peer -> peer.got(Rejected.class).size() == 1);
        assertThat(refused.stream().filter(peer -> !peer.isAborted())).hasSize(16);
    }

    @Test
    void afterwardsNothingIsRememberedOfThem() {
        Script script = master();
        for (int i = 0; i < 3_000; i++) {
            guess(script, "10." + i % 7 + ".0." + i % 200);
            Script.Peer gone = script.open("10.3.3." + i % 100);
            gone.dies();
            script.open("10.4.4." + i % 100).says(AnyCommand.of(FrameType.MESSAGE));
            script.after(Script.MILLI);
        }
        assertThat(script.machine.remembered()).isPositive();
        script.after(180 * Script.SECOND);
        assertThat(script.machine.remembered()).isZero();
        assertThat(script.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theLogSaysThatTheSecretIsAnother() {
        Script script = master();
        guess(script, THERE);
        assertThat(script.log())
                .filteredOn(line -> line.contains("give all members of the run the same secret"))
                .hasSize(1);
    }

    @Test
    void theLogSaysHowFarAStrangerCame() {
        Script script = master();
        Script.Peer node = script.open();
        node.says(script.hello(-1, 5));
        node.dies();
        assertThat(script.log())
                .filteredOn(line -> line.contains("it disconnected after the challenge"))
                .hasSize(1);
    }

    private static Limits handshakes(int max) {
        return Limits.builder().handshakes(max).build();
    }
}
