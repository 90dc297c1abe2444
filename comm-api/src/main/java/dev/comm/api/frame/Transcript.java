package dev.comm.api.frame;

import dev.comm.api.Secret;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apiguardian.api.API;

/**
 * The proofs by which master and node show each other that they know the run's secret, without sending it.
 *
 * <p>Both proofs cover all of HELLO and CHALLENGE: fresh nonces of both sides (no replay), versions, features and
 * serializer (no downgrade), run and rank. Each direction has its own key, so that a proof cannot be sent back to who
 * made it. Compare with {@link Bytes#matches}, never with {@code equals} on arrays.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Transcript {
    private static final String HMAC = "HmacSHA256";
    private static final String MASTER_KEY = "comm server";
    private static final String NODE_KEY = "comm client";

    private Transcript() {}

    /**
     * The proof that belongs into the CHALLENGE.
     *
     * @param challenge its proof is not looked at
     */
    public static Bytes masterProof(Secret secret, Hello hello, Challenge challenge) {
        return Bytes.of(hmac(key(secret, challenge, MASTER_KEY), digest(hello, challenge)));
    }

    /**
     * The proof that belongs into the PROOF frame.
     *
     * @param challenge with the master's proof, which the node has checked
     */
    public static Bytes nodeProof(Secret secret, Hello hello, Challenge challenge) {
        byte[] said = digest(hello, challenge);
        byte[] master = challenge.proof().toArray();
        byte[] all = ByteBuffer.allocate(said.length + master.length)
                .put(said)
                .put(master)
                .array();
        return Bytes.of(hmac(key(secret, challenge, NODE_KEY), all));
    }

    /** T1: the digest of both frames, the second one with an empty proof. */
    private static byte[] digest(Hello hello, Challenge challenge) {
        Challenge unproved = new Challenge(
                challenge.version(),
                challenge.features(),
                challenge.runHigh(),
                challenge.runLow(),
                challenge.term(),
                challenge.nonce(),
                challenge.serializer(),
                Bytes.EMPTY);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(FrameEncoder.encode(hello, 0, false, 0));
            sha256.update(FrameEncoder.encode(unproved, 0, false, 0));
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * HKDF with SHA-256 (RFC 5869) for one block: extract with the run id as salt, expand with the direction's name.
     */
    private static byte[] key(Secret secret, Challenge challenge, String direction) {
        byte[] salt = ByteBuffer.allocate(16)
                .putLong(challenge.runHigh())
                .putLong(challenge.runLow())
                .array();
        byte[] info = (direction + '\u0001').getBytes(StandardCharsets.US_ASCII);
        return hmac(hmac(salt, secret.toBytes()), info);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("This Java runtime lacks SHA-256, which every runtime must have.", cause);
    }
}
