package dev.comm.testkit.live.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Hold;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The effects of the proxy on frames of Comm. */
@Timeout(120)
class FrameFaultsTest {
    private static final byte[] ONE = Wire.frame("one");
    private static final byte[] TWO = Wire.frame("the second");
    private static final byte[] THREE = Wire.frame("3");

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void sayInPieces(Socket socket, int size, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += size) {
            Wire.say(socket, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
    }

    private static FrameRule onSecond(FrameVerdict verdict) {
        return frame -> frame.bytes().remaining() == TWO.length ? verdict : FrameVerdict.pass();
    }

    private static byte[] heardWith(FrameRule rule, int count) throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            FrameRule.Handle handle = wire.proxy.rule(rule);
            sayInPieces(client, 11, joined(ONE, TWO, THREE));
            byte[] heard = Wire.hear(server, count);
            assertThat(handle.hits()).isEqualTo(1);
            handle.close();
            Wire.say(client, TWO);
            assertThat(Wire.hear(server, TWO.length)).isEqualTo(TWO);
            return heard;
        }
    }

    @Test
    void aDroppedFrameDisappearsWhole() throws IOException {
        assertThat(heardWith(onSecond(FrameVerdict.drop()), ONE.length + THREE.length))
                .isEqualTo(joined(ONE, THREE));
    }

    @Test
    void aDuplicatedFrameComesTwice() throws IOException {
        assertThat(heardWith(onSecond(FrameVerdict.duplicate()), ONE.length + 2 * TWO.length + THREE.length))
                .isEqualTo(joined(ONE, TWO, TWO, THREE));
    }

    @Test
    void aCorruptFrameHasOneBitFlipped() throws IOException {
        byte[] wrong = TWO.clone();
        wrong[30] ^= 1;
        assertThat(heardWith(onSecond(FrameVerdict.corrupt(30)), ONE.length + TWO.length + THREE.length))
                .isEqualTo(joined(ONE, wrong, THREE));
    }

    @Test
    void aDelayedFrameAndWhatFollowsComeLater() throws IOException {
        long start = System.nanoTime();
        assertThat(heardWith(
                        onSecond(FrameVerdict.delay(Duration.ofMillis(100))), ONE.length + TWO.length + THREE.length))
                .isEqualTo(joined(ONE, TWO, THREE));
        assertThat(System.nanoTime() - start).isGreaterThan(100_000_000L);
    }

    @Test
    void aRuleSeesEachFrameOnceHoweverItIsCut() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            StringBuffer seen = new StringBuffer();
            wire.proxy.rule(frame -> {
                seen.append(frame).append('\n');
                return FrameVerdict.pass();
            });
            sayInPieces(client, 1, joined(ONE, TWO));
            Wire.say(server, THREE);
            Wire.hear(server, ONE.length + TWO.length);
            Wire.hear(client, THREE.length);
            assertThat(seen.toString().lines())
                    .containsExactlyInAnyOrder(
                            "1->0 SHUTDOWN " + ONE.length + " bytes",
                            "1->0 SHUTDOWN " + TWO.length + " bytes",
                            "0->1 SHUTDOWN " + THREE.length + " bytes");
        }
    }

    @Test
    void bytesThatAreNoFramesPassInSpiteOfRules() throws IOException {
        byte[] garbage = Wire.bytes(1_000);
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.rule(frame -> FrameVerdict.drop());
            Wire.say(client, garbage);
            assertThat(Wire.hear(server, garbage.length)).isEqualTo(garbage);
        }
    }

    @Test
    void theBeginningOfAFramePassesWhenTheStreamEndsInIt() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.rule(frame -> FrameVerdict.pass());
            Wire.say(client, Arrays.copyOf(ONE, 25));
            client.shutdownOutput();
            assertThat(Wire.hear(server, ONE.length)).isEqualTo(Arrays.copyOf(ONE, 25));
        }
    }

    @Test
    void heldFramesCanBeSeenAndGoOnWhenTheyAreReleased() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            try (Hold hold = wire.proxy.toTarget().hold()) {
                sayInPieces(client, 9, joined(ONE, TWO));
                Wire.say(client, Arrays.copyOf(THREE, 10));
                List<Frame> held = hold.inFlight();
                while (held.size() < 2) {
                    LockSupport.parkNanos(1_000_000);
                    held = hold.inFlight();
                }
                assertThat(held).extracting(Frame::type).containsOnly(FrameType.SHUTDOWN);
                assertThat(held).extracting(frame -> frame.bytes().remaining()).containsExactly(ONE.length, TWO.length);
            }
            assertThat(Wire.hear(server, ONE.length + TWO.length + 10))
                    .isEqualTo(joined(ONE, TWO, Arrays.copyOf(THREE, 10)));
        }
    }

    @Test
    void aRuleThatThrowsIsTold() throws IOException {
        try (Wire wire = new Wire();
                Socket client = wire.dial();
                Socket server = wire.answer()) {
            wire.proxy.rule(frame -> {
                throw new IllegalStateException("a mistake in a test");
            });
            Wire.say(client, ONE);
            assertThat(Wire.hear(server, ONE.length)).isEqualTo(ONE);
            assertThat(wire.proxy.failure()).get().hasToString("java.lang.IllegalStateException: a mistake in a test");
        }
    }
}
