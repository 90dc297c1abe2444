package dev.comm.core.codec;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.spi.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apiguardian.api.API;

/**
 * The transcript of one handshake, and the proofs by which master and node show that they know a secret of the run
 * without sending it.
 *
 * <p>All proofs cover all of HELLO and CHALLENGE: fresh nonces of both sides (no replay), versions, features and
 * serializer (no downgrade), run and rank; under TLS also the channel binding (no man in the middle). Each direction
 * has its own key, which prevents reflection. While a secret is being replaced, a side may have several; it tries all
 * of them in constant time. Immutable.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Transcript {
    /** Length of one proof. */
    public static final int PROOF_BYTES = 32;

    /** Maximum number of proofs in a CHALLENGE: one for each secret that the master accepts. */
    public static final int PROOFS_MAX = 4;

    private static final String HMAC = "HmacSHA256";
    private static final String MASTER_KEY = "comm server";
    private static final String NODE_KEY = "comm client";

    private final byte[] digest;
    private final byte[] runId;
    private final byte[] masterProofs;

    /**
     * The transcript of a handshake.
     *
     * @param challenge the challenge; its proofs may still be empty at the master
     * @param binding channel binding of the handshake; empty without encryption
     */
    public Transcript(Hello hello, Challenge challenge, Bytes binding) {
        this.digest = digest(hello, challenge, binding);
        this.runId = ByteBuffer.allocate(16)
                .putLong(challenge.runHigh())
                .putLong(challenge.runLow())
                .array();
        this.masterProofs = challenge.proof().toArray();
    }

    /** The proofs for the CHALLENGE: one for each of the master's secrets, in their order. */
    public Bytes masterProofs(List<Secret> secrets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        secrets.forEach(secret -> all.writeBytes(masterProof(secret)));
        return Bytes.of(all.toByteArray());
    }

    /** The first of a node's secrets for which the CHALLENGE has a valid proof, or null. */
    public Secret proved(List<Secret> secrets) {
        if (!isListOfProofs()) {
            return null;
        }
        Secret found = null;
        for (int i = secrets.size() - 1; i >= 0; i--) {
            found = isProved(masterProof(secrets.get(i))) ? secrets.get(i) : found;
        }
        return found;
    }

    /** A node's proof with the common secret. It covers all proofs of the master, so nobody can remove one. */
    public Bytes nodeProof(Secret secret) {
        return Bytes.of(hmac(key(secret, NODE_KEY), joined(digest, masterProofs)));
    }

    /** Whether a node's proof is valid for one of the secrets. */
    public boolean accepts(List<Secret> secrets, Bytes proof) {
        boolean accepted = false;
        for (Secret secret : secrets) {
            accepted |= nodeProof(secret).matches(proof);
        }
        return accepted;
    }

    private boolean isListOfProofs() {
        return masterProofs.length > 0
                && masterProofs.length % PROOF_BYTES == 0
                && masterProofs.length <= PROOFS_MAX * PROOF_BYTES;
    }

    private boolean isProved(byte[] expected) {
        boolean proved = false;
        for (int at = 0; at < masterProofs.length; at += PROOF_BYTES) {
            proved |= MessageDigest.isEqual(expected, Arrays.copyOfRange(masterProofs, at, at + PROOF_BYTES));
        }
        return proved;
    }

    private byte[] masterProof(Secret secret) {
        return hmac(key(secret, MASTER_KEY), digest);
    }

    /** T1: the digest of both frames, the second one with an empty proof, and of the binding if there is one. */
    private static byte[] digest(Hello hello, Challenge challenge, Bytes binding) {
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
            if (binding.length() > 0) {
                sha256.update(new byte[] {(byte) (binding.length() >> 8), (byte) binding.length()});
                sha256.update(binding.toArray());
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * HKDF with SHA-256 (RFC 5869) for one block: extract with the run id as salt, expand with the direction's name.
     */
    private byte[] key(Secret secret, String direction) {
        byte[] info = (direction + '\u0001').getBytes(StandardCharsets.US_ASCII);
        return hmac(hmac(runId, secret.toBytes()), info);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
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
