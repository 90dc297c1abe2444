package dev.comm.core.codec;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.spi.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The handshake that is the example in docs/PROTOCOL.md. */
final class HandshakeExample {
    static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII));

    static final Hello HELLO = Hello.of(-1, 0x0102030405060708L, count(0x20), List.of("java")).toBuilder()
            .run(0x0011223344556677L, 0x8899AABBCCDDEEFFL)
            .build();

    static final Challenge CHALLENGE = new Challenge(2, 0, count(0x60));

    /** The handshake up to CHALLENGE, without encryption. */
    static final Transcript SAID = new Transcript(HELLO, CHALLENGE, Bytes.EMPTY);

    static final Proof PROOF = new Proof(SAID.nodeProofs(List.of(SECRET)));

    /** The answer of the master, before its proof is added. */
    static final MasterProof OPEN = new MasterProof(0x0011223344556677L, 0x8899AABBCCDDEEFFL, 1, "java", Bytes.EMPTY);

    static final MasterProof MASTER_PROOF = OPEN.withProof(SAID.masterProof(SECRET, PROOF, OPEN));

    private HandshakeExample() {}

    /** Returns 32 bytes that count up. */
    private static Bytes count(int first) {
        byte[] bytes = Frames.payload(32);
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] += (byte) first;
        }
        return Bytes.of(bytes);
    }
}
