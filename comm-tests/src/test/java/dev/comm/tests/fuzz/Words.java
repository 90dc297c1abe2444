package dev.comm.tests.fuzz;

import dev.comm.api.Limits;
import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a node says that does everything right but knows no secret, or the wrong one. */
final class Words {
    static final Secret SECRET = secret("only members of the run know this");
    static final Secret GUESS = secret("nobody told me what the secret is");
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

    /** A node's answer to a challenge. */
    static Bytes proof(Secret secret, Hello hello, Challenge challenge) {
        return new Transcript(hello, challenge, Bytes.EMPTY).nodeProof(secret);
    }

    /** What a master with this secret adds to its challenge. */
    static Bytes masterProof(Secret secret, Hello hello, Challenge bare) {
        return new Transcript(hello, bare, Bytes.EMPTY).masterProofs(List.of(secret));
    }
}
