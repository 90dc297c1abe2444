package dev.comm.tests.fuzz;

import dev.comm.api.Limits;
import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands of a node that keeps the protocol, but knows no secret or a wrong one. */
final class Words {
    static final Secret SECRET = secret("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    static final Secret GUESS = secret("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");
    static final Bytes ZEROS = Bytes.of(new byte[32]);

    private Words() {}

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Hello hello(int rank) {
        return Hello.of(rank, 99 + rank, ZEROS, List.of("java"));
    }

    static Join join() {
        long second = TimeUnit.SECONDS.toNanos(1);
        int window = Limits.defaults().openCollectives();
        return Join.of(second, 3 * second, window).toBuilder()
                .host("host")
                .pid(1)
                .build();
    }

    /** Returns the answer of a node to a challenge. */
    static Proof proof(Secret secret, Hello hello, Challenge challenge) {
        return new Proof(new Transcript(hello, challenge, Bytes.EMPTY).nodeProofs(List.of(secret)));
    }

    /** Returns the answer of a master with the given secret to the proof of a node. */
    static MasterProof masterProof(Secret secret, Hello hello, Proof proof, MasterProof choices) {
        Challenge challenge = challenge();
        return choices.withProof(new Transcript(hello, challenge, Bytes.EMPTY).masterProof(secret, proof, choices));
    }

    static Challenge challenge() {
        return new Challenge(FrameHeader.VERSION, 0, ZEROS);
    }
}
