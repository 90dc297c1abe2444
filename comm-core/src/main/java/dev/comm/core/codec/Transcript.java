package dev.comm.core.codec;

import dev.comm.api.Secret;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
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
 * The transcript of one handshake, from which node and master compute proofs that they know a secret of the run. The
 * proofs do not reveal the secret.
 *
 * <p>The proofs of the node cover all of HELLO and CHALLENGE. So they cover fresh nonces of both sides (no replay) and
 * versions, features, run, rank and serializers (no downgrade). Under TLS the proofs also cover the channel binding (no
 * man in the middle). The proof of the master also covers PROOF and the choices of the master. Each direction has its
 * own key, which prevents reflection. During the replacement of a secret, a side may have several secrets and tries all
 * of them in constant time. Immutable.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Transcript {
    /** Length of one proof. */
    public static final int PROOF_BYTES = 32;

    /** Maximum number of proofs in a PROOF, which has one proof for each secret that the node knows. */
    public static final int PROOFS_MAX = 4;

    private static final String HMAC = "HmacSHA256";
    private static final byte[] SALT = ascii("comm 2");
    private static final byte[] MASTER_KEY = ascii("master\u0001");
    private static final byte[] NODE_KEY = ascii("node\u0001");

    private final byte[] digest;

    /**
     * Creates the transcript of a handshake up to its CHALLENGE.
     *
     * @param binding channel binding of the handshake; empty without encryption
     */
    public Transcript(Hello hello, Challenge challenge, Bytes binding) {
        this.digest = sha256(frame(hello), frame(challenge), binding(binding));
    }

    /** Returns the proofs for the PROOF, one for each secret of the node, in the order of the secrets. */
    public Bytes nodeProofs(List<Secret> secrets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        secrets.forEach(secret -> all.writeBytes(nodeProof(secret)));
        return Bytes.of(all.toByteArray());
    }

    /** Returns the first secret of the master for which the PROOF has a valid proof, or null. */
    public Secret proved(List<Secret> secrets, Proof proof) {
        byte[] proofs = proof.proof().toArray();
        if (!isListOfProofs(proofs)) {
            return null;
        }
        Secret found = null;
        for (int i = secrets.size() - 1; i >= 0; i--) {
            found = contains(proofs, nodeProof(secrets.get(i))) ? secrets.get(i) : found;
        }
        return found;
    }

    /**
     * Returns the proof of the master with the common secret.
     *
     * @param proof PROOF of the node; the proof of the master covers all of it, so nobody can remove one of its proofs
     * @param master choices of the master; the computation ignores the proof that they contain
     */
    public Bytes masterProof(Secret secret, Proof proof, MasterProof master) {
        byte[] all = sha256(digest, frame(proof), frame(master.withoutProof()));
        return Bytes.of(hmac(key(secret, MASTER_KEY), all));
    }

    /** Returns whether the proof of the master is valid for one of the secrets of the node. */
    public boolean isMaster(List<Secret> secrets, Proof proof, MasterProof master) {
        boolean valid = false;
        for (Secret secret : secrets) {
            valid |= masterProof(secret, proof, master).matches(master.proof());
        }
        return valid;
    }

    private byte[] nodeProof(Secret secret) {
        return hmac(key(secret, NODE_KEY), digest);
    }

    private static boolean isListOfProofs(byte[] proofs) {
        return proofs.length > 0 && proofs.length % PROOF_BYTES == 0 && proofs.length <= PROOFS_MAX * PROOF_BYTES;
    }

    private static boolean contains(byte[] proofs, byte[] expected) {
        boolean found = false;
        for (int at = 0; at < proofs.length; at += PROOF_BYTES) {
            found |= MessageDigest.isEqual(expected, Arrays.copyOfRange(proofs, at, at + PROOF_BYTES));
        }
        return found;
    }

    private static byte[] frame(Command command) {
        ByteBuffer frame = FrameEncoder.encode(command, 0, false, 0);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Returns the length of the binding and the binding, or no bytes without encryption. */
    private static byte[] binding(Bytes binding) {
        if (binding.length() == 0) {
            return new byte[0];
        }
        return ByteBuffer.allocate(Short.BYTES + binding.length())
                .putShort((short) binding.length())
                .put(binding.toArray())
                .array();
    }

    /**
     * Derives a key by HKDF with SHA-256 (RFC 5869) for one block: extract with a fixed salt, expand with the name of
     * the direction.
     */
    private static byte[] key(Secret secret, byte[] direction) {
        return hmac(hmac(SALT, secret.toBytes()), direction);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static IllegalStateException missing(GeneralSecurityException cause) {
        return new IllegalStateException("This Java runtime lacks SHA-256, which every runtime must have.", cause);
    }
}
