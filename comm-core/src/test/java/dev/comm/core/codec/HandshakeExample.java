package dev.comm.core.codec;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The handshake that docs/PROTOCOL.md works out as an example. */
final class HandshakeExample {
    static final Secret SECRET = Secret.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    static final Hello HELLO = Hello.of(-1, 0x0102030405060708L, count(0x20), List.of("java")).toBuilder()
            .run(0x0011223344556677L, 0x8899AABBCCDDEEFFL)
            .build();

    private HandshakeExample() {}

    static Challenge challenge(Bytes proof) {
        return new Challenge(2, 0, 0x0011223344556677L, 0x8899AABBCCDDEEFFL, 1, count(0x60), "java", proof);
    }

    /** What was said up to this challenge, without encryption. */
    static Transcript said(Challenge challenge) {
        return new Transcript(HELLO, challenge, Bytes.EMPTY);
    }

    /** The example's proofs of the master. */
    static Bytes masterProof() {
        return said(challenge(Bytes.EMPTY)).masterProofs(List.of(SECRET));
    }

    /** 32 bytes that count up. */
    private static Bytes count(int first) {
        byte[] bytes = Frames.payload(32);
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] += (byte) first;
        }
        return Bytes.of(bytes);
    }
}
