package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Communicator;
import dev.comm.api.StartPolicy;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.Run;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of the catalogue with wrong bytes or bytes of strangers. The names of the tests begin with the number of the
 * fault.
 */
@Timeout(120)
class StrangeBytesTest {
    private static final byte[] HELLO_HEADER = HexFormat.of().parseHex("434d02010000000000000040");

    private static void rounds(Communicator comm) {
        for (int round = 0; round < 10; round++) {
            comm.barrier();
        }
    }

    /** Returns a rule that damages the given arrival of a rank. */
    private static FrameRule onArrival(int rank, int number, FrameVerdict verdict) {
        AtomicInteger seen = new AtomicInteger();
        return frame -> frame.is(FrameType.ARRIVE) && frame.from() == rank && seen.incrementAndGet() == number
                ? verdict
                : FrameVerdict.pass();
    }

    @ParameterizedTest
    @CsvSource({
        "LOOPBACK, 0",
        "LOOPBACK, 2",
        "LOOPBACK, 3",
        "LOOPBACK, 4",
        "LOOPBACK, 8",
        "SIM, 0",
        "SIM, 2",
        "SIM, 3",
        "SIM, 4",
        "SIM, 8"
    })
    void f35_aFlippedBitInAHeaderEndsThatConnectionOnly(Engine engine, int position) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            cluster.network().rule(onArrival(1, 3, FrameVerdict.corrupt(position)));
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 2);
        assertThat(Stage.cause(run, 1)).isEqualTo(Cause.PROTOCOL);
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.THREW);
    }

    @Test
    void f35_noiseOnALinkHarmsNobodyElse() {
        LoopbackCluster cluster = new LoopbackCluster(2, 35);
        cluster.program(StrangeBytesTest::rounds);
        cluster.at(
                Duration.ZERO,
                () -> cluster.disturb(1).onProxy(1, proxy -> proxy.toTarget().noise(0.01)));
        cluster.configure(config -> config.startup(StartPolicy.ALLOW_MISSING).startupTimeout(Duration.ofSeconds(1)));
        Run run = cluster.run();
        assertThat(run.ending(0).error()).isNull();
        assertThat(run.ending(2).error()).isNull();
    }

    @OnSimulatedAndRealSockets
    void f36_whoSpeaksAnotherLanguageDisturbsNobody(Engine engine) {
        byte[] web = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tls = HexFormat.of().parseHex("16030100c8010000c40303");
        byte[] half = {'C', 'M', 2};
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            cluster.stranger(Duration.ZERO, web).stranger(Duration.ofMillis(1), tls);
            cluster.stranger(Duration.ofMillis(2), half).stranger(Duration.ofMillis(10), new byte[0]);
            cluster.stranger(Duration.ofMillis(20), new byte[10_000]);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
        assertThat(run.history().of(Occurrence.Departed.class)).allMatch(departed -> departed.cause() == Cause.LEFT);
    }

    @OnSimulatedAndRealSockets
    void f37_anArrivalThatComesTwiceCountsOnce(Engine engine) {
        AtomicInteger twice = new AtomicInteger();
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            FrameRule duplicate = onArrival(1, 3, FrameVerdict.duplicate());
            cluster.network().rule(frame -> count(duplicate.apply(frame), twice));
        });
        assertThat(twice).hasValue(1);
        assertThat(run.agreedVerdict().survivors()).contains(0, 2);
    }

    private static FrameVerdict count(FrameVerdict verdict, AtomicInteger hits) {
        hits.addAndGet(verdict.action() == FrameVerdict.Action.PASS ? 0 : 1);
        return verdict;
    }

    @OnSimulatedAndRealSockets
    void f40_aLengthThatCannotBeIsRefusedBeforeAnythingIsKept(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0, 4_096, 1 << 24}) {
                cluster.stranger(Duration.ofMillis(5), hello(length));
            }
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
    }

    private static byte[] hello(int length) {
        byte[] frame = new byte[24];
        System.arraycopy(HELLO_HEADER, 0, frame, 0, HELLO_HEADER.length);
        for (int i = 0; i < 4; i++) {
            frame[8 + i] = (byte) (length >>> 24 - 8 * i);
        }
        return frame;
    }

    @OnSimulatedAndRealSockets
    void f42_whoSpeaksVerySlowlyDelaysNobody(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            cluster.at(Duration.ZERO, () -> cluster.network().stranger(hello(0x40), Duration.ofMillis(300)));
            cluster.at(Duration.ofMillis(5), () -> cluster.network().stranger(hello(0x40), Duration.ofMillis(1)));
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2);
    }

    @OnSimulatedAndRealSockets
    void f43_aFloodOfStrangersKeepsNobodyOut(Engine engine) {
        Run run = Stage.play(engine, 3, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            for (int i = 0; i < 150; i++) {
                cluster.stranger(Duration.ofMillis(i / 10), i % 2 == 0 ? new byte[0] : hello(0x40));
            }
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIM", "LOOPBACK"})
    void f49_anotherVersionIsNotLetIn(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(StrangeBytesTest::rounds);
            cluster.configure(
                    config -> config.startup(StartPolicy.ALLOW_MISSING).startupTimeout(Duration.ofSeconds(1)));
            cluster.network().rule(frame -> isHelloOf(frame, 2) ? FrameVerdict.corrupt(2) : FrameVerdict.pass());
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1);
        assertThat(run.ending(2).error()).isInstanceOf(NotAdmittedException.class);
    }

    private static boolean isHelloOf(Frame frame, int rank) {
        return frame.is(FrameType.HELLO) && frame.from() == rank;
    }
}
