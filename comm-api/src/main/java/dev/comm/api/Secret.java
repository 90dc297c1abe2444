package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.SecretStrength;
import org.apiguardian.api.API;

/** The shared secret of a run. No message shows it. */
@API(status = API.Status.STABLE, since = "0.1")
public final class Secret {
    /** The least number of bytes of a secret. */
    public static final int BYTES_MIN = 16;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a secret of at least 16 bytes with at least 128 bits of randomness, such as {@code comm secret new}
     * makes.
     *
     * @throws ConfigException if the secret is shorter, or can be guessed because it consists of words, digits or
     *     patterns
     */
    public static Secret of(byte[] bytes) {
        if (Arguments.given(bytes, "the bytes of a secret").length < BYTES_MIN) {
            throw new ConfigException("make a secret with 'comm secret new FILE': this one has " + bytes.length
                    + " bytes, and at least " + BYTES_MIN + " are needed");
        }
        if (!SecretStrength.isEnough(bytes)) {
            throw new ConfigException(
                    "make a secret with 'comm secret new FILE': this one can be guessed, because it has"
                            + " fewer than " + SecretStrength.BITS_MIN + " bits of randomness");
        }
        return new Secret(bytes.clone());
    }

    /** Returns a copy of the bytes for the handshake. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Secret[not shown]";
    }
}
