package dev.comm.tests.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.Secret;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attack that guesses a secret offline needs something that depends on the secret. Here masters differ in nothing
 * but their secret (and in the second test in their run and serializer), and have the same random numbers: all bytes
 * that a stranger gets from them are the same, so there is nothing to guess by.
 */
class StrangerLearnsNothingTest {
    private static final RunId RUN = new RunId(3, 4);
    private static final long SECOND = 1_000_000_000L;
    private static final Secret ONE = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final Secret OTHER = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] frame(Command command) {
        ByteBuffer frame = FrameEncoder.encode(command, 0, false, 0);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** What a stranger may try: frames, one after the other. */
    static Stream<List<byte[]>> tries() {
        Hello any = Hello.of(-1, 9, Bytes.of(new byte[32]), List.of("java"));
        Hello known = any.toBuilder().rank(1).run(RUN.high(), RUN.low()).build();
        byte[] join = frame(Join.of(SECOND, 15 * SECOND, 16));
        List<byte[]> hellos = List.of(
                frame(any),
                frame(known),
                frame(any.toBuilder().run(8, 8).build()),
                frame(any.toBuilder().serializers(List.of("cbor")).build()),
                frame(any.toBuilder().serializers(List.of()).build()),
                frame(any.toBuilder().versions(7, 9).build()),
                frame(new Hello(2, 2, -1, 0, 0, -1, 9, Bytes.of(new byte[32]), List.of())),
                frame(new Hello(2, 2, 0, 0, 0, -1, 9, Bytes.EMPTY, List.of())));
        List<byte[]> proofs = IntStream.of(0, 1, 31, 32, 33, 64, 128, 160)
                .mapToObj(length -> frame(new Proof(Bytes.of(new byte[length]))))
                .toList();
        List<List<byte[]>> all = new ArrayList<>();
        for (byte[] hello : hellos) {
            all.add(List.of(hello));
            all.add(List.of(hello, hello));
            all.add(List.of(hello, join));
            for (byte[] proof : proofs) {
                all.add(List.of(hello, proof));
                all.add(List.of(hello, proof, join));
                all.add(List.of(hello, proof, proof));
            }
        }
        all.add(List.of(proofs.get(0)));
        all.add(List.of(join));
        all.add(List.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        return all.stream();
    }

    /** All that a stranger gets for these frames, and when the master closes. */
    private static String heard(List<byte[]> frames, RunId run, UnaryOperator<CommConfig.Builder> settings) {
        WireMaster master = new WireMaster(1, run, settings);
        int endpoint = master.open(Bytes.EMPTY);
        StringBuilder heard = new StringBuilder();
        for (byte[] frame : frames) {
            if (!master.hasClosed(endpoint)) {
                master.hears(endpoint, frame);
            }
            note(heard, master, endpoint);
        }
        for (int step = 0; step < 300; step++) {
            master.after(10_000_000);
            note(heard, master, endpoint);
        }
        assertThat(master.out.authenticated).isEmpty();
        return heard.toString();
    }

    private static void note(StringBuilder heard, WireMaster master, int endpoint) {
        for (byte[] next = master.out.next(endpoint); next != null; next = master.out.next(endpoint)) {
            heard.append(HexFormat.of().formatHex(next)).append(' ');
        }
        heard.append(master.hasClosed(endpoint) ? "closed " : "open ");
    }

    @ParameterizedTest
    @MethodSource("tries")
    void nothingThatAStrangerGetsDependsOnTheSecret(List<byte[]> frames) {
        String one = heard(frames, RUN, config -> config.secret(ONE));
        assertThat(heard(frames, RUN, config -> config.secret(OTHER))).isEqualTo(one);
        assertThat(heard(frames, RUN, config -> config.secret(OTHER).oldSecret(ONE)))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("tries")
    void nothingThatAStrangerGetsDependsOnTheRunOrTheSerializer(List<byte[]> frames) {
        String one = heard(frames, RUN, config -> config.secret(ONE));
        assertThat(heard(frames, new RunId(8, 8), config -> config.secret(ONE))).isEqualTo(one);
        assertThat(heard(frames, RUN, config -> config.secret(ONE).serializer("cbor")))
                .isEqualTo(one);
    }
}
