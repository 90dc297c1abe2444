package dev.comm.api;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.ConfigException;
import org.apiguardian.api.API;

/** The shared secret of a run. Never printed. */
@API(status = API.Status.STABLE, since = "0.1")
public final class Secret {
    /** The least number of bytes of a secret. */
    public static final int BYTES_MIN = 16;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a secret of at least 16 bytes.
     *
     * @throws ConfigException if it is shorter
     */
    public static Secret of(byte[] bytes) {
        if (Arguments.given(bytes, "the bytes of a secret").length < BYTES_MIN) {
            throw new ConfigException(
                    "use at least " + BYTES_MIN + " bytes for a secret; this one has " + bytes.length);
        }
        return new Secret(bytes.clone());
    }

    /** A copy of the bytes, for the handshake. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Secret[not shown]";
    }
}
